// Filtering: toggle buttons whose numbers tell the truth.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startPage } from './page.mjs';
import { waitFor } from './webdriver.mjs';

/** @type {import("./page.mjs").Page} */
let page;

before(async () => {
  page = await startPage();
});
beforeEach(() => page.open());
after(() => page?.close());

/** The number that a toggle shows at the end of its name. */
function count(/** @type {{ name: string }} */ toggle) {
  return Number(/(\d+)$/.exec(toggle.name)?.[1]);
}

test('a component leaves as many cases as its button says', async () => {
  const toggle = await page.find('button', /^K3s\s*\d+$/);
  await toggle.click();
  const ids = await page.resultsWhen('K-… only', (found) => found.length > 0 && found.every((id) => id.startsWith('K-')));
  assert.equal(ids.length, count(toggle));
  const pressed = await page.find('button', /^K3s\s*\d+$/);
  assert.equal(pressed.properties.pressed, 'true');
  assert.match(await page.hash(), /component=k3s/);
});

test('two components are either, a severity besides narrows both', async () => {
  await (await page.find('button', /^K3s\s*\d+$/)).click();
  const one = await page.resultsWhen('K-… only', (ids) => ids.length > 0 && ids.every((id) => id.startsWith('K-')));
  const other = await page.find('button', /^(OPA|Gatekeeper).*\d+$/);
  await other.click();
  const both = await page.resultsWhen('K-… and O-…', (ids) => ids.some((id) => id.startsWith('O-')));
  assert.equal(both.length, one.length + count(other));
  const severity = await page.find('button', /^严重\s*\d+$/);
  await severity.click();
  const narrowed = await page.resultsWhen('fewer', (ids) => ids.length < both.length);
  assert.equal(narrowed.length, count(severity));
});

test('a filter and a query hold together', async () => {
  await page.search('超时');
  const all = await page.resultsWhen('results', (ids) => ids.length > 0 && ids.length < 23);
  const toggle = await page.find('button', /^WasmEdge\s*\d+$/);
  await toggle.click();
  const ids = await page.resultsWhen('W-… only', (found) => found.length > 0 && found.every((id) => id.startsWith('W-')));
  assert.equal(ids.length, count(toggle));
  assert.ok(ids.every((id) => all.includes(id)));
});

test('all filters can be dropped at once', async () => {
  const all = await page.results();
  await (await page.find('button', /^K3s\s*\d+$/)).click();
  await page.resultsWhen('fewer', (ids) => ids.length < all.length);
  await (await page.find('button', '清除全部筛选')).click();
  await page.resultsWhen('all again', (ids) => ids.length === all.length);
});

test('Back undoes a filter', async () => {
  const all = await page.results();
  await (await page.find('button', /^K3s\s*\d+$/)).click();
  await page.resultsWhen('fewer', (ids) => ids.length < all.length);
  await page.back();
  await page.resultsWhen('all again', (ids) => ids.length === all.length);
});

test('a filter value that does not exist is said, not swallowed', async () => {
  await page.open('#/?component=nonsense');
  await waitFor('the message', async () => (await page.text()).includes('nonsense'));
  assert.deepEqual(await page.results(), []);
});
