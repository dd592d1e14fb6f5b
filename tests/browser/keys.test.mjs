// The keys of an opened case: its outline, the next mark, the command in view.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest();

/** @param {string} hash */
async function open(hash) {
  await page.open(hash);
  if (hash.includes('case')) await page.find('article');
  await page.evaluate(() => {
    const writeText = async (/** @type {string} */ text) => (/** @type {any} */ (window).copied = text);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  });
}

/** @param {string} text */
const copiedIs = (text) => waitFor(text, () => page.evaluate((text) => /** @type {any} */ (window).copied === text, text));

/** @param {RegExp} text */
const says = (text) => waitFor(String(text), async () => text.test(await page.text()));

/** The count of marks, as `3 / 12`. */
const place = () => page.evaluate(() => document.querySelector('[role="group"][aria-label="标记"]')?.textContent?.replace(/[‹›]/g, '') ?? '');

/** Which mark is looked at, and where it is on the screen; nothing where the engine has no highlights. */
function current() {
  return page.evaluate(() => {
    const range = [...(CSS.highlights?.get('casebook-found-current') ?? [])][0];
    if (!(range instanceof Range)) return null;
    const { top, bottom } = range.getBoundingClientRect();
    return { text: range.toString(), isInView: top > 0 && bottom < innerHeight };
  });
}

test('n and N go from mark to mark, around the ends, and say where one is', async () => {
  await open('#/case/K-006?q=kubeconfig');
  const all = Number(/^– \/ (\d+)$/.exec(await place())?.[1]);
  assert.ok(all > 5, `${all} marks`);
  await page.press('n');
  const first = Number(/^(\d+) \//.exec(await place())?.[1]);
  await page.press('n');
  assert.equal(await place(), `${first + 1} / ${all}`);
  await says(new RegExp(`第 ${first + 1} 处，共 ${all} 处`));
  assert.deepEqual(await current(), { text: 'kubeconfig', isInView: true });
  await page.press('N');
  await page.press('N');
  assert.equal(await place(), `${first - 1 || all} / ${all}`);
  for (let n = first; n <= all + 1; n++) await page.press('n');
  assert.match(await place(), new RegExp(`^\\d+ / ${all}$`));
  await (await page.find('button', '下一处')).click();
  assert.equal((await current())?.isInView, true);
});

test('without words searched there is nothing to step through', async () => {
  await open('#/case/K-006');
  assert.equal(await page.query('button', '下一处'), undefined);
  await page.press('n');
  assert.equal(await current(), null);
});

test('c copies the first command in view, and says which', async () => {
  await open('#/case/K-006');
  await page.evaluate(() => (location.hash = '#/case/K-006/排查过程'));
  await waitFor('the section', () => page.evaluate(() => document.activeElement?.localName === 'h2'));
  await page.press('c');
  await copiedIs('timedatectl');
  await says(/已复制：timedatectl/);
});

test('c copies the command that has the focus, risk and open placeholders included in what it says', async () => {
  await open('#/case/N-002/解决方案');
  await page.evaluate(() => {
    const pre = [...document.querySelectorAll('article pre')].find((pre) => pre.textContent?.includes('rollout undo'));
    if (pre instanceof HTMLElement) pre.focus();
  });
  await page.press('c');
  await copiedIs('kubectl -n <namespace> rollout undo deploy/<deployment>');
  await says(/已复制：kubectl -n <namespace> rollout undo.*注意：会中断服务。.*<namespace>、<deployment> 还没有填/);
});

test('c says so where there is no command', async () => {
  await open('#/case/K-006');
  await page.press('c');
  await says(/屏幕上没有可复制的命令/);
});

test('o lists the headings, the reader’s place has the focus, Enter goes to another', async () => {
  await open('#/case/K-006/解决方案');
  await page.press('o');
  await page.find('dialog', '目录');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), '4解决方案');
  await page.press('j');
  await page.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), '原因 A：想要全新的密钥时');
  await page.press('Enter');
  await waitFor('the dialog to close', async () => !(await page.query('dialog')));
  assert.match(await page.hash(), /^#\/case\/K-006\/原因-a-/);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), '原因 A：想要全新的密钥时');
  await page.press('o');
  await page.find('dialog', '目录');
  await page.press('Escape');
  await waitFor('the dialog to close', async () => !(await page.query('dialog')));
  assert.ok(await page.query('article'), 'the case is still open');
});

test('w unfolds the notes, and a box that has the focus does not swallow the keys', async () => {
  await open('#/case/K-006/排查过程');
  await (await page.find('checkbox', /第 1 步/)).click();
  await page.press('c');
  await copiedIs('timedatectl');
  await page.press('w');
  await page.find('textbox', 'K-006 的现场记录');
});

test('single keys can be switched off, and do nothing in the search field or outside a case', async () => {
  await open('#/case/K-006?q=kubeconfig');
  await (await page.find('textbox', '搜索')).focus();
  for (const key of ['o', 'c', 'n', 'w']) await page.press(key);
  assert.equal(await page.searchText(), 'kubeconfigocnw');
  assert.equal(await page.query('dialog'), undefined);
  await open('#/');
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  for (const key of ['o', 'c', 'n', 'w']) await page.press(key);
  assert.equal(await page.query('dialog'), undefined);

  await page.press('?');
  await (await page.find('checkbox', '单键快捷键')).click();
  await (await page.find('button', '关闭')).click();
  await open('#/case/K-006?q=kubeconfig');
  for (const key of ['o', 'c', 'n', 'w']) await page.press(key);
  assert.equal(await page.query('dialog'), undefined);
  assert.equal(await page.query('textbox', 'K-006 的现场记录'), undefined);
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).copied ?? null), null);
  assert.equal(await current(), null);
});

test('keys that belong to an input method are none of ours', async () => {
  await page.evaluate(() => localStorage.clear());
  await open('#/case/K-006?q=kubeconfig');
  await page.evaluate(() => {
    for (const key of ['o', 'c', 'n', 'w']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode: 229, bubbles: true, cancelable: true }));
    }
  });
  assert.equal(await page.query('dialog'), undefined);
  assert.equal(await page.query('textbox', 'K-006 的现场记录'), undefined);
  assert.equal(await current(), null);
});

test('nothing went wrong on the way', async () => {
  assert.deepEqual(await page.observed(), { errors: [], violations: [] });
});
