// Working through a case: steps are ticked, the page remembers, and says so when it cannot.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest();
beforeEach(async () => {
  await page.open();
  await page.evaluate(() => localStorage.clear());
  await page.open('#/case/K-006');
  await page.find('article');
});

const FIRST = /^排查过程 第 1 步：先排除时钟/;

/** Names of all boxes in the case, and of those that are ticked. */
async function boxes() {
  const all = await page.queryAll('checkbox');
  return { all: all.map(({ name }) => name), ticked: all.filter(({ properties }) => properties.checked).map(({ name }) => name) };
}

/**
 * Makes the storage of the page refuse from now on.
 *
 * @param {string} name Of the error.
 */
function breakStorage(name) {
  return page.evaluate((name) => {
    Storage.prototype.setItem = () => {
      throw new DOMException('broken for a test', name);
    };
  }, name);
}

test('every step of a numbered list has a box that says which step it is', async () => {
  const { all, ticked } = await boxes();
  assert.ok(all.every((name) => /^(排查过程|解决方案|验证结果) 第 \d+ 步/.test(name)), all.join('\n'));
  assert.equal(all.filter((name) => name.startsWith('排查过程 第')).length, 6);
  assert.equal(all.filter((name) => name.startsWith('验证结果 第')).length, 4);
  assert.deepEqual(ticked, []);
});

test('a ticked step is counted, keeps the focus, and is still ticked after reloading', async () => {
  const box = await page.find('checkbox', FIRST);
  await box.click();
  assert.equal(await page.run('return document.activeElement === arguments[0]', box.reference), true);
  // Some engines count the number that the style sheet puts before it as part of its name.
  await page.find('heading', /排查过程\s*1 \/ 6$/);
  await page.find('link', /排查过程\s*1 \/ 6$/);
  await page.reload();
  await page.find('article');
  const { ticked } = await boxes();
  assert.equal(ticked.length, 1);
  assert.match(ticked[0] ?? '', FIRST);
  await (await page.find('checkbox', FIRST)).click();
  await page.find('heading', /排查过程$/);
  await page.reload();
  assert.deepEqual((await boxes()).ticked, []);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
});

test('nothing is stored until something is ticked', async () => {
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async () => {} } });
    const button = document.querySelector('.code-command button');
    if (button instanceof HTMLButtonElement) button.click();
  });
  await waitFor('the copy', () => page.evaluate(() => document.querySelector('.code-command button')?.textContent === '已复制'));
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  await (await page.find('checkbox', FIRST)).click();
  const keys = await page.evaluate(() => Object.keys(localStorage));
  assert.deepEqual(keys, ['casebook:故障排查案例集:case:K-006']);
});

test('ticks of one case are none of another, and stay when one comes back', async () => {
  await (await page.find('checkbox', FIRST)).click();
  await page.evaluate(() => (location.hash = '#/case/N-002'));
  await page.find('heading', /Service 无法访问/);
  assert.deepEqual((await boxes()).ticked, []);
  await page.evaluate(() => (location.hash = '#/case/K-006'));
  await page.find('heading', /K3s 证书/);
  assert.equal((await boxes()).ticked.length, 1);
});

test('a step whose text has changed since is not ticked', async () => {
  await (await page.find('checkbox', FIRST)).click();
  await page.evaluate(() => {
    const key = 'casebook:故障排查案例集:case:K-006';
    const record = JSON.parse(localStorage.getItem(key) ?? '');
    record.ticks[0].key = '00000000';
    localStorage.setItem(key, JSON.stringify(record));
  });
  await page.reload();
  await page.find('article');
  assert.deepEqual((await boxes()).ticked, []);
});

test('storage that refuses is told, and the tick stays on the page', async () => {
  for (const [name, why] of /** @type {const} */ ([['SecurityError', /不允许本页存储/], ['QuotaExceededError', /存储空间已满/]])) {
    await page.open('#/case/K-006');
    await page.find('article');
    await breakStorage(name);
    await (await page.find('checkbox', FIRST)).click();
    await waitFor('未保存', async () => (await page.text()).includes('未保存'));
    assert.equal((await boxes()).ticked.length, 1);
    await (await page.find('button', '现场记录')).click();
    await waitFor(String(why), async () => why.test(await page.text()));
  }
  assert.deepEqual((await page.observed()).errors, []);
});

test('another page that ticks is followed', async () => {
  await page.evaluate(() => {
    const box = document.querySelector('article input[type="checkbox"]');
    if (box instanceof HTMLInputElement) box.click();
    const key = 'casebook:故障排查案例集:case:K-006';
    const record = JSON.parse(localStorage.getItem(key) ?? '');
    localStorage.setItem(key, JSON.stringify({ ...record, ticks: [] }));
    dispatchEvent(new StorageEvent('storage', { key }));
  });
  await waitFor('no tick', async () => (await boxes()).ticked.length === 0);
});

test('paper has the ticks', async () => {
  await (await page.find('checkbox', FIRST)).click();
  const { ticks, chrome } = await page.evaluate(() => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const hidden = rules
      .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === 'print')
      .flatMap((rule) => [.../** @type {CSSMediaRule} */ (rule).cssRules])
      .filter((rule) => rule instanceof CSSStyleRule && rule.style.display === 'none')
      .map((rule) => /** @type {CSSStyleRule} */ (rule).selectorText);
    const isHidden = (/** @type {Element | null} */ element) => hidden.some((selector) => element?.closest(selector));
    return { ticks: isHidden(document.querySelector('article input:checked')), chrome: isHidden(document.querySelector('.reader-bar')) };
  });
  assert.deepEqual({ ticks, chrome }, { ticks: false, chrome: true });
});
