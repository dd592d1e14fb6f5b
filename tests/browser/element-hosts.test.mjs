// <case-book> where the page around, its policy or its server are against it; and its keys, which are
// its own alone.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { NO_WASM, startHost } from './element/host.mjs';
import { engine } from './engines.mjs';
import { commit, compose, pressInMethod } from './input-method.mjs';
import { waitFor } from './webdriver.mjs';

/** @type {import("./element/host.mjs").Host} */
let host;

before(async () => {
  host = await startHost();
});
after(() => host?.close());

const ONE = '<case-book id="one"></case-book>';
const MODULE = '/package/casebook_bg.wasm';

/** Rules that break what does not defend itself. */
const HOSTILE = `
  * { all: revert; font-size: 40px !important; color: rgb(255, 0, 0) !important; letter-spacing: 4px !important;
      text-transform: uppercase !important; line-height: 3 !important; white-space: pre !important; visibility: visible }
  html { font-size: 62.5%; --ink: red; --paper: red; --link: red; --unit: 99px; --step-0: 99px }
  input, button, ol, li, h2, h3, a, section, article, [class] { display: inline !important; position: fixed !important }
  .hit, .query, .stage, .list { background: rgb(255, 0, 0) !important }
`;

/** How some of the widget looks. */
function looks() {
  return host.page.evaluate(() => {
    const root = document.querySelector('case-book')?.shadowRoot;
    const names = ['fontSize', 'color', 'backgroundColor', 'letterSpacing', 'textTransform', 'lineHeight', 'whiteSpace', 'display', 'position', 'fontFamily'];
    return ['.casebook', '.query', '.hit', '.hit-title', '.hit-snippet', '.severity'].map((selector) => {
      const style = getComputedStyle(/** @type {Element} */ (root?.querySelector(selector)));
      return [selector, ...names.map((name) => style.getPropertyValue(name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)))];
    });
  });
}

test('no rule of the page reaches in', async () => {
  await host.show(`<div>${ONE}</div>`);
  await host.state('ready');
  const peaceful = await looks();
  await host.show(`<div>${ONE}</div>`, { style: HOSTILE });
  await host.state('ready');
  assert.deepEqual(await looks(), peaceful);
  assert.ok(await host.page.evaluate(() => (document.querySelector('case-book')?.shadowRoot?.querySelector('.stage')?.clientWidth ?? 0) > 300));
});

test('no rule, name, listener or key of the widget reaches out', async () => {
  const body = '<h1>Title</h1><p class="hit query casebook" id="query">Text <mark>m</mark> <button class="toggle">b</button></p>';
  const seen = () => host.page.evaluate(() => ({
    styles: ['h1', 'p', 'mark', 'button', 'body', 'html'].map((selector) => JSON.stringify([...getComputedStyle(/** @type {Element} */ (document.querySelector(selector)))].map((name) => getComputedStyle(/** @type {Element} */ (document.querySelector(selector))).getPropertyValue(name)).filter((value) => !value.includes('px')))),
    // ChromeDriver puts one there by itself.
    names: Object.getOwnPropertyNames(window).filter((name) => name !== 'ret_nodes').sort(),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    head: document.head.childElementCount,
    body: document.body.childElementCount,
  }));
  const script = `
    window.listened = [];
    for (const target of [window, document, document.documentElement]) {
      const add = target.addEventListener;
      target.addEventListener = function (type, ...rest) { listened.push(type); return add.call(this, type, ...rest); };
    }
  `;
  await host.show(body, { define: false, script });
  const before = await seen();
  await host.page.evaluate(async () => {
    const name = '/package/define.js';
    await import(name);
    document.body.append(document.createElement('case-book'));
    await /** @type {any} */ (document.querySelector('case-book')).load();
  });
  await host.state('ready');
  await host.page.search('证书');
  await host.resultsWhen('an answer', (ids) => ids.includes('K-006'));
  assert.deepEqual(await host.page.evaluate(() => /** @type {any} */ (window).listened), []);
  await host.page.evaluate(() => document.querySelector('case-book')?.remove());
  assert.deepEqual(await seen(), before);
});

test('without the right to run Wasm it says so, in the words of the page if there are any', async () => {
  await host.show('<case-book id="ours"></case-book><case-book id="theirs"><p slot="unsupported">Call 6110.</p></case-book>', { policy: NO_WASM });
  await host.state('unsupported');
  assert.match((await host.texts('.message', '#ours')).join(), /浏览器拒绝运行 WebAssembly/);
  assert.equal(await host.page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#theirs p')).checkVisibility()), true);
  assert.deepEqual(await host.texts('.boot-what', '#theirs'), []);
  const errors = await host.heard('case-error');
  assert.deepEqual(errors.map(({ id, detail }) => [id, detail.code]).sort(), [['ours', 'wasm-refused'], ['theirs', 'wasm-refused']]);
  assert.equal(host.loads, 0, 'what may not run is not fetched');
  assert.deepEqual((await host.observed()).errors, []);
});

test('a module that cannot be had, or is none, is an error with a code; trying again helps', async (t) => {
  const whole = await readFile(join(host.packed.folder, 'casebook_bg.wasm'));
  /** @type {[what: string, reply: import("./element/host.mjs").Reply, code: string][]} */
  const broken = [
    ['not there', { status: 404, body: 'gone' }, 'unreachable'],
    ['a failing server', { status: 500, body: '' }, 'unreachable'],
    ['a page instead', { type: 'text/html', body: '<!doctype html><title>Sign in</title>' }, 'damaged'],
    ['nothing', { type: 'application/wasm', body: '' }, 'damaged'],
    ['truncated', { type: 'application/wasm', body: whole.subarray(0, whole.length / 2) }, 'damaged'],
    ['another module', { type: 'application/wasm', body: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) }, 'wrong-version'],
    ['of another version', { type: 'application/wasm', body: otherVersion(whole) }, 'wrong-version'],
    ['of damaged contents', { type: 'application/wasm', body: otherBlock(whole) }, 'damaged'],
  ];
  for (const [what, reply, code] of broken) {
    await t.test(what, async () => {
      host.replies.set(MODULE, reply);
      await host.show(`${ONE}<p id="after">after</p>`, { script: 'document.querySelector("#after").dataset.alive = "";' });
      await host.state('error');
      const errors = await host.heard('case-error');
      assert.deepEqual(errors.map(({ detail }) => detail.code), [code]);
      assert.match((await host.texts('.message')).join(), new RegExp(code));
      assert.deepEqual(await host.observed(), { errors: [], violations: [] });
      assert.equal(await host.page.evaluate(() => 'alive' in /** @type {HTMLElement} */ (document.querySelector('#after')).dataset), true);
      host.replies.delete(MODULE);
      // What ran once cannot be exchanged in this page.
      if (what.startsWith('of ')) return;
      await (await host.page.find('button', '重试')).click();
      await host.state('ready');
      await host.resultsWhen('the list', (ids) => ids.length === 5);
    });
  }
});

test('a server that does not know the type of Wasm is good enough', async () => {
  host.replies.set(MODULE, { type: 'application/octet-stream', body: await readFile(join(host.packed.folder, 'casebook_bg.wasm')) });
  await host.show(ONE);
  await host.state('ready');
  host.replies.delete(MODULE);
  assert.deepEqual(await host.observed(), { errors: [], violations: [] });
});

test('a script that cannot be had leaves the page as it is', async () => {
  host.replies.set('/package/element.js', { status: 404, body: '' });
  await host.show('<case-book>The cases are at <a href="/cases">/cases</a>.</case-book>', { script: 'document.body.dataset.done = "";' });
  await waitFor('the page', () => host.page.evaluate(() => 'done' in document.body.dataset));
  host.replies.delete('/package/element.js');
  assert.equal(await host.page.evaluate(() => document.querySelector('case-book a')?.checkVisibility()), true);
});

test('keys work inside and nowhere else', async () => {
  await host.show(`<input id="own" type="text" aria-label="own">${ONE}`, {
    script: 'window.keys = []; document.addEventListener("keydown", ({ key, defaultPrevented }) => keys.push([key, defaultPrevented]));',
  });
  await host.state('ready');
  const { page } = host;
  const active = () => page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement;
    return inside ? (inside.getAttribute('data-id') ?? inside.className) : (document.activeElement?.id || document.activeElement?.localName);
  });
  for (const keys of [['/'], ['j'], ['?'], ['1'], ['ArrowDown'], ['Escape'], ['Control', 'k']]) await page.press(...keys);
  assert.equal(await active(), 'body');
  await (await page.find('textbox', 'own')).focus();
  await page.press('j');
  assert.equal(await active(), 'own');
  assert.ok((await page.evaluate(() => /** @type {any} */ (window).keys)).every(([, prevented]) => !prevented));

  await page.search('证书');
  const ids = await host.resultsWhen('an answer', (ids) => ids.includes('K-006'));
  await page.press('ArrowDown');
  assert.equal(await active(), ids[0]);
  await page.press('ArrowDown');
  assert.equal(await active(), ids[1]);
  await page.press('ArrowUp');
  await page.press('Enter');
  await page.find('article');
  assert.equal(await active(), 'case-title');
  await page.press('j');
  assert.equal(await active(), 'case-title', 'no single keys');
  await page.press('Escape');
  await waitFor('the list', async () => (await active()) === ids[0]);
  await page.press('Escape');
  await waitFor('the empty field', async () => (await active()) === 'query');
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector('case-book')).query), '');
  await page.evaluate(() => (/** @type {any} */ (window).keys = []));
  await page.press('Escape');
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).keys), [['Escape', false]], 'left to the page');
});

test('while a word is composed nothing is searched and no key is ours', async () => {
  await host.show(ONE);
  await host.state('ready');
  const { page } = host;
  await page.emptySearch();
  const before = await host.heard('case-search');
  for (const letters of ['z', 'zheng', 'zheng shu']) await inField(() => compose(page, letters));
  await inField(() => pressInMethod(page, 'Enter'));
  await inField(() => pressInMethod(page, 'Escape'));
  await inField(() => pressInMethod(page, 'ArrowDown'));
  assert.deepEqual(await host.heard('case-search'), before);
  assert.equal(await page.query('article'), undefined);
  await inField(() => commit(page, '证书'));
  await host.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await inField(() => pressInMethod(page, 'Enter'));
  assert.equal(await page.query('article'), undefined, 'Enter that is reported after the commit');
  await page.press('Enter');
  await page.find('article');
});

/**
 * An imitated input method looks for the field that has the focus in the document alone.
 *
 * @param {() => Promise<void>} act
 */
async function inField(act) {
  if (engine.devtools) return act();
  await host.page.evaluate(() => {
    Object.defineProperty(document, 'activeElement', { configurable: true, get: () => document.querySelector('case-book')?.shadowRoot?.activeElement });
  });
  try {
    await act();
  } finally {
    await host.page.evaluate(() => void Reflect.deleteProperty(document, 'activeElement'));
  }
}

/**
 * The same module, saying that it is of another version.
 *
 * @param {Buffer} whole
 */
function otherVersion(whole) {
  return replaced(whole, '0.1.0', '9.9.9');
}

/**
 * The same module with another beginning of its collection.
 *
 * @param {Buffer} whole
 */
function otherBlock(whole) {
  const at = whole.indexOf('CASEBOOK');
  assert.ok(at > 0, 'the block begins with its name');
  return replaced(whole, 'CASEBOOK', 'CASEBEEK');
}

/**
 * @param {Buffer} whole
 * @param {string} from
 * @param {string} to
 */
function replaced(whole, from, to) {
  const copy = Buffer.from(whole);
  let count = 0;
  for (let at = copy.indexOf(from); at >= 0; at = copy.indexOf(from, at + 1)) {
    copy.write(to, at);
    count++;
  }
  assert.ok(count > 0, `${from} is in the module`);
  return copy;
}
