// Input methods: while a word is being composed, the letters are nobody's query and the keys are
// nobody's commands.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { engine } from './engines.mjs';
import { commit, compose, pressInMethod } from './input-method.mjs';
import { pageTest } from './page-test.mjs';

const page = await pageTest();
beforeEach(async () => {
  await page.open();
  await page.emptySearch();
});

/** Everything that a search would change. */
async function whatIsShown() {
  return { results: await page.results(), text: await page.text(), hash: await page.hash() };
}

test('nothing is searched until the word is committed', async () => {
  const before = await whatIsShown();
  for (const letters of ['z', 'zh', 'zheng', 'zheng shu']) {
    await compose(page, letters);
    assert.equal(await page.searchText(), letters);
    assert.deepEqual(await whatIsShown(), before, `while composing ${letters}`);
  }
  await commit(page, '证书');
  assert.equal(await page.searchText(), '证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
});

test('nor is it after what was there before', async () => {
  await page.search('证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  const { results } = await whatIsShown();
  await compose(page, 'guoqi');
  assert.equal(await page.searchText(), '证书guoqi');
  assert.deepEqual(await page.results(), results);
  await commit(page, '过期');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  assert.equal(await page.searchText(), '证书过期');
});

test('Enter that commits opens nothing', async () => {
  // Letters that would find something, were they searched.
  await compose(page, 'k3s');
  await pressInMethod(page, 'Enter');
  // An imitated composition does not change what a real key says of itself.
  if (engine.devtools) await page.press('Enter');
  assert.equal(await page.query('article'), undefined);
  assert.doesNotMatch(await page.hash(), /case/);
});

test('nor does Enter that is reported after the commit, as Safari does', async () => {
  await compose(page, 'zhengshu');
  await commit(page, '证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await pressInMethod(page, 'Enter');
  assert.equal(await page.query('article'), undefined);
});

test('Escape that drops the candidate keeps the query', async () => {
  await page.search('证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await compose(page, 'guoqi');
  await pressInMethod(page, 'Escape');
  assert.match(await page.searchText(), /^证书/);
});

test('Enter after the word is committed opens the best result', async () => {
  await compose(page, 'zhengshu');
  await commit(page, '证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await page.press('Enter');
  await page.find('article');
});
