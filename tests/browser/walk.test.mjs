// From one result to the next while a case is open, and the line that divides the list from it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest({ opens: true, clean: true });

/** @param {string} id */
const isOpen = (id) => waitFor(`${id} open`, async () => (await page.hash()).startsWith(`#/case/${id}?`));
const place = () => page.evaluate(() => document.querySelector('.walk-place')?.textContent);

test('buttons and keys walk through the results, and Back leads to the list', async () => {
  await page.search('证书');
  const ids = await page.resultsWhen('K-006 first', (found) => found[0] === 'K-006' && found.length > 2);
  const [first = '', second = '', third = ''] = ids;
  await page.press('Enter');
  await isOpen(first);
  assert.equal(await place(), `1 / ${ids.length}`);
  assert.equal(await page.evaluate(() => document.activeElement?.matches('article h1')), true);

  await page.press(']');
  await isOpen(second);
  assert.equal(await place(), `2 / ${ids.length}`);
  assert.equal(await page.evaluate(() => document.activeElement?.matches('article h1')), true);

  await (await page.find('button', '下一个结果')).click();
  await isOpen(third);
  // Who walks by the button goes on with it; the title is said instead.
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), '下一个结果');
  await waitFor('the announcement', () =>
    page.evaluate((text) => document.querySelector('[role=status]')?.textContent?.startsWith(text), `3 / ${ids.length} ${third}`));

  await page.press('[');
  await isOpen(second);
  await page.back();
  await waitFor('the list', async () => !(await page.query('article')));
  assert.deepEqual(await page.results(), ids);
});

test('the ends of the list are ends', async () => {
  await page.open('#/case/K-006?q=id:K-006');
  await page.find('article');
  assert.equal(await page.query('button', '下一个结果'), undefined, 'a single result has no next one');
  await page.open('#/case/K-006?component=k3s');
  const ids = await page.resultsWhen('K-… only', (found) => found.length > 2);
  await page.press('[');
  for (let step = 0; step <= ids.length; step += 1) await page.press(']');
  await isOpen(ids.at(-1) ?? '');
  assert.equal(await place(), `${ids.length} / ${ids.length}`);
});

test('a case that is no result of the search has no place in it', async () => {
  await page.open('#/case/K-006?component=network');
  await page.find('article');
  assert.equal(await page.query('button', '下一个结果'), undefined);
});

test('the list keeps the width that keys or a click gave it, also after a reload', async () => {
  await page.open('#/case/K-006?q=%E8%AF%81%E4%B9%A6');
  const before = await width();
  await (await page.find('separator', '列表宽度')).focus();
  await page.press('ArrowRight');
  await page.press('ArrowRight');
  const wider = await width();
  assert.equal(wider, Math.round(before + 32));
  assert.ok((await share()) > 0 && (await share()) < 100);
  await page.reload();
  assert.equal(await width(), wider);

  await (await page.find('separator', '列表宽度')).focus();
  await page.press('Home');
  assert.equal(await share(), 0);
  await page.press('End');
  assert.equal(await share(), 100);

  // A click without dragging goes on to the next of three places.
  await (await page.find('separator', '列表宽度')).click();
  assert.ok((await share()) < 100);
});

test('the line can be dragged, and a double click takes it back', async () => {
  await page.open('#/case/K-006');
  // Whatever it was before.
  await doubleClick();
  const before = await width();
  const { x, y } = await page.evaluate(() => {
    const { x, y, height } = /** @type {Element} */ (document.querySelector('.splitter')).getBoundingClientRect();
    return { x: Math.round(x + 10), y: Math.round(y + height / 3) };
  });
  await pointer([
    { type: 'pointerMove', x, y, duration: 0 },
    { type: 'pointerDown', button: 0 },
    { type: 'pointerMove', x: x + 30, y, duration: 0 },
    { type: 'pointerMove', x: x + 64, y, duration: 0 },
    { type: 'pointerUp', button: 0 },
  ]);
  assert.equal(await width(), Math.round(before + 64));
  await page.reload();
  assert.equal(await width(), Math.round(before + 64));
  await doubleClick();
  assert.equal(await width(), before);
  await page.reload();
  assert.equal(await width(), before);
});

const width = () => page.evaluate(() => document.querySelector('#list')?.getBoundingClientRect().width ?? 0);
const share = () => page.evaluate(() => Number(document.querySelector('[role="separator"]')?.getAttribute('aria-valuenow')));

const doubleClick = () =>
  page.evaluate(() => void document.querySelector('.splitter')?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })));

/** @param {object[]} actions */
async function pointer(actions) {
  await page.session.send('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
}
