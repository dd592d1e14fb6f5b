// Filtering: toggle buttons whose numbers tell the truth.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASE_COUNT } from './collection.mjs';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest({ opens: true });

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
  const all = await page.resultsWhen('results', (ids) => ids.length > 0 && ids.length < CASE_COUNT);
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

test('filters that leave nothing are named, with what there would be without each', async () => {
  await page.open(`#/?q=${encodeURIComponent('证书 component:k3s')}&severity=minor`);
  await waitFor('the message', async () => (await page.text()).includes('没有符合条件的案例'));
  assert.match(await page.text(), /当前只看：组件：K3s；严重程度：轻微。/);
  assert.deepEqual(await page.results(), []);

  await page.find('button', /^不限组件：K3s\s*\d+ 个案例$/);
  const way = await page.find('button', /^不限严重程度：轻微\s*\d+ 个案例$/);
  await way.click();
  const ids = await page.resultsWhen('K-… only', (found) => found.length > 0 && found.every((id) => id.startsWith('K-')));
  assert.equal(ids.length, Number(/(\d+) 个案例$/.exec(way.name)?.[1]));
  assert.doesNotMatch(await page.hash(), /severity/);
  assert.equal(await page.searchText(), '证书 component:k3s');
});

test('a typed filter can be the one to give up', async () => {
  await page.open('#/?q=id:K-006&component=network');
  await (await page.find('button', /^不限编号：K-006\s*\d+ 个案例$/)).click();
  const ids = await page.resultsWhen('N-… only', (found) => found.length > 0 && found.every((id) => id.startsWith('N-')));
  assert.ok(ids.length > 0);
  assert.equal(await page.searchText(), '');
});

test('values that would leave nothing cannot be chosen, unless they are already', async () => {
  await page.open('#/?q=id:K-006&component=network');
  const chosen = await page.find('button', /^网络\s*0$/);
  assert.equal(chosen.properties.pressed, 'true');
  assert.notEqual(chosen.properties.disabled, true);
  const other = await page.find('button', /^存储\s*0$/);
  assert.equal(other.properties.disabled, true);
});
