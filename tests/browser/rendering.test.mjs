// Rendering in a real browser: two writers are one, and no attack does anything.
//
// The pages note for themselves what they see, so that any engine with a WebDriver can run them.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { PARSING, STRICT, serve } from './rendering/serve.mjs';
import { examples, positions, vectors } from './rendering/vectors.mjs';
import { startBrowser, waitFor } from './webdriver.mjs';

/** @type {import("./webdriver.mjs").Session} */
let session;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

/** Files and the types in their addresses. */
const IMAGES = [
  ['images/pool.png', 'png'],
  ['images/request rate.jpg', 'jpeg'],
  ['images/queue.gif', 'gif'],
  ['images/内存.webp', 'webp'],
  ['lossless.webp', 'webp'],
  ['alpha.webp', 'webp'],
];

/** What a page may take, on a machine with other work too. */
const PATIENCE_MS = 240_000;

before(async () => {
  const attacks = { vectors: await vectors(), positions: await positions() };
  server = await serve(
    {
      '/attack': { policy: STRICT, script: '/tests/browser/rendering/attack.mjs' },
      '/equal': { policy: PARSING, script: '/tests/browser/rendering/equal.mjs' },
      '/images': { policy: STRICT, script: '/tests/browser/rendering/images.mjs' },
      '/parents': { policy: STRICT, script: '/tests/browser/rendering/parents.mjs' },
    },
    { '/attacks.json': attacks, '/texts.json': { ...attacks, examples: await examples() }, '/images.json': await images() },
  );
  session = await startBrowser();
});
after(async () => {
  await session?.close();
  await server?.close();
});

test('the DOM is what the parser makes of the HTML', async (t) => {
  const { examples, cases, attacks, failed, failures } = await outcomeOf('/equal');
  t.diagnostic(`equal: ${examples} examples, ${cases} cases, ${attacks} attacks`);
  assert.deepEqual({ failed, failures }, { failed: 0, failures: [] });
  assert.ok(examples > 1300 && cases >= 23 && attacks > 20_000);
});

test('no attack does anything', async (t) => {
  const { vectors, positions, texts, failed, failures, happened } = await outcomeOf('/attack');
  t.diagnostic(`${vectors} attacks in ${positions} positions: ${texts} texts, and in the page around a case`);
  assert.deepEqual({ failed, failures, happened }, { failed: 0, failures: [], happened: [] });
  assert.equal(await session.send('GET', '/url'), `${server.url}/attack`);
  assert.equal((await session.send('GET', '/window/handles')).length, 1);
  const others = server.requests.filter((path) => !/^\/(attack|equal|images|parents|pkg|www|tests|texts\.json|favicon)/.test(path));
  assert.deepEqual(others, []);
});

test('Markdown goes into what shows text, and replaces what was there', async () => {
  const { outcome } = await outcomeOf('/parents');
  assert.deepEqual(outcome, {
    article: '<h1 id="md-b">b</h1>',
    fragment: 'b', shadow: 'b', otherDocument: 'b',
    script: 'invalid-request', style: 'invalid-request', svg: 'invalid-request', svgScript: 'invalid-request',
    text: 'invalid-request', document: 'invalid-request', nothing: 'invalid-request', selector: 'invalid-request',
    object: 'invalid-request',
  });
});

test('images of all formats are shown, in the size that the compiler tells', async () => {
  const { images, violations } = await outcomeOf('/images');
  assert.deepEqual(images, IMAGES.map(([name]) => ({ alt: name, width: 6, height: 4 })));
  assert.deepEqual(violations, []);
});

/** The images of the compiler's own tests, which says that each has six pixels by four. */
async function images() {
  const folder = new URL('../../crates/compiler/tests/diagnostics/good--images/', import.meta.url);
  return Promise.all(IMAGES.map(async ([name, type]) => {
    const data = await readFile(new URL(encodeURI(name), folder), 'base64');
    return { name, url: `data:image/${type};base64,${data}` };
  }));
}

/**
 * Opens a page and waits for what it says.
 *
 * @param {string} path
 */
async function outcomeOf(path) {
  await session.send('POST', '/url', { url: server.url + path });
  const script = 'return window.outcome ?? null';
  const outcome = await waitFor(path, () => session.send('POST', '/execute/sync', { script, args: [] }), PATIENCE_MS);
  assert.equal(outcome.error, undefined);
  return outcome;
}
