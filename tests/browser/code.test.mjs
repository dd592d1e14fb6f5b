// Code blocks with tokens: what is copied, filled in, numbered and marked, and how it looks.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { BUNDLE, startPage } from './page.mjs';
import { STRICT, serve } from './rendering/serve.mjs';
import { waitFor } from './webdriver.mjs';

/** @type {import("./page.mjs").Page} */
let page;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {any} What tests/browser/rendering/code.mjs saw. */
let outcome;

before(async () => {
  server = await serve({ '/code': { policy: STRICT, script: '/tests/browser/rendering/code.mjs' } }, {});
  page = await startPage();
  await page.session.send('POST', '/url', { url: `${server.url}/code` });
  outcome = await waitFor('what the page saw', () => page.run('return window.outcome ?? null'));
  assert.equal(outcome.error, undefined);
});
after(async () => {
  await page?.close();
  await server?.close();
});

test('of a session, what was typed is copied, without prompts and output', () => {
  assert.equal(outcome.copied.session, 'kubectl get node <node> -o wide\necho \\\n  "a"');
  assert.equal(outcome.copied.outputOnly, 'nothing typed');
});

test('of other blocks, all is copied as it stands', () => {
  assert.equal(outcome.copied.commands, "curl -H 'Host: <host>' http://<host>/\n\n# <host>");
  assert.equal(outcome.copied.file, 'kind: Pod  # 注释\nname: <node>');
  assert.equal(outcome.copied.log, 'E0102 failed\n\nlevel=error <host>\ntwo\nlines end');
  assert.equal(outcome.copied.plain, 'a\nb');
});

test('a refused copy says so', () => {
  assert.deepEqual(outcome.refused, { button: '未复制', said: ['浏览器不允许复制，请手动选中后复制。'] });
});

test('placeholders are fields within tokens too, but not in output', () => {
  assert.deepEqual(outcome.slots.before, ['<node>', '<host>', '<host>', '<host>']);
  assert.deepEqual(outcome.slots.after, ['<node>', 'a.example', 'a.example', 'a.example']);
  assert.equal(outcome.filled, "curl -H 'Host: a.example' http://a.example/\n\n# a.example");
});

test('lines of output are numbered, with their tokens', () => {
  assert.deepEqual(outcome.kinds, ['command', 'command', 'command', 'file', 'output', 'output'].map((kind) => `code code-${kind}`));
  assert.deepEqual(outcome.lines[4], [
    ['tok-err E0102', ' failed'], [], ['level=', 'tok-err error', ' <host>'], ['tok-ins two'], ['tok-ins lines', ' end'],
  ]);
  assert.deepEqual(outcome.lines[5], [['a'], ['b']]);
  assert.equal(outcome.texts[4], 'E0102 failed\n\nlevel=error <host>\ntwo\nlines end');
});

test('words are marked across tokens, but not across blocks', () => {
  assert.deepEqual(outcome.marks, [
    ['k3s certificate --output "a', false], ['k3s', true], ['two three', false], ['outer', true], ['ide', true],
  ]);
});

test('a phrase is marked in the commands of a case', async () => {
  const phrase = 'certificate check --output table';
  await page.open(`#/case/K-006?q=${encodeURIComponent(`"${phrase}"`)}`);
  const marked = await waitFor('the phrase to be marked', () =>
    page.evaluate(() => {
      const ranges = [...(/** @type {any} */ (CSS.highlights.get('casebook-found')) ?? [])];
      return ranges.length > 0 ? ranges.map((range) => [String(range), range.startContainer === range.endContainer]) : null;
    }),
  );
  assert.ok(marked.some(([text, whole]) => text === phrase && !whole), JSON.stringify(marked));
  assert.ok(await page.query('link', /排查过程/));
  assert.ok(await page.evaluate(() => document.querySelector('.sections .has-marks') !== null), 'its section is marked');
});

test('tokens of a case have colours, others in the dark', async () => {
  /** @type {string[][]} */
  const seen = [];
  for (const theme of ['light', 'dark']) {
    await page.open('#/case/K-006');
    await page.find('article');
    seen.push(await page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
      const colour = (/** @type {string} */ selector) => {
        const element = document.querySelector(`article pre ${selector}`);
        return element ? getComputedStyle(element).color : 'none';
      };
      return ['.language-sh', '.tok-key', '.tok-str'].map(colour);
    }, theme));
  }
  const all = seen.flat();
  assert.ok(!all.includes('none'), JSON.stringify(seen));
  assert.equal(new Set(all).size, all.length, JSON.stringify(seen));
});

test('the static edition has the same tokens', async () => {
  const [, edition = ''] = (await readFile(BUNDLE, 'utf8')).split('<section id="static-edition"');
  const found = edition.match(/<span class="tok-[a-z]+">/g) ?? [];
  assert.ok(found.length > 1000, `${found.length} tokens`);
});

test('nothing went wrong on the way', async () => {
  assert.deepEqual(await page.observed(), { errors: [], violations: [] });
});
