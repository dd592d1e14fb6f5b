// The address is the state: what it says comes back, and what it cannot say is told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest({ clean: true });

/** @param {RegExp} text */
const says = (text) => waitFor(String(text), async () => text.test(await page.text()));

/** Everything by which a reader would know the state again. */
async function shown() {
  return page.evaluate(() => ({
    lang: document.documentElement.lang,
    query: /** @type {HTMLInputElement} */ (document.querySelector('#query')).value,
    pressed: [...document.querySelectorAll('.toggle[aria-pressed="true"] .toggle-label')].map((label) => label.textContent),
    sort: document.querySelector('select')?.value,
    results: [...document.querySelectorAll('.results a.hit-title')].map((link) => link.getAttribute('data-id')),
    open: document.querySelector('article .hit-id')?.textContent ?? null,
    section: document.querySelector('.sections a[aria-current]')?.textContent ?? null,
    title: document.title,
  }));
}

const RICH = `#/case/K-006/${encodeURIComponent('解决方案')}?q=${encodeURIComponent('证书')}&component=k3s,network&severity=critical&sort=updated&lang=en`;

test('query, filters, order, case, section and language come back after a reload', async () => {
  await page.open(RICH);
  await page.find('article');
  const before = await shown();
  assert.deepEqual([before.lang, before.query, before.sort, before.open], ['en', '证书', 'updated', 'K-006']);
  assert.deepEqual(before.pressed, ['K3s', 'Network', 'Critical']);
  assert.match(before.section ?? '', /解决方案/);
  await page.reload();
  assert.deepEqual(await shown(), before);
});

test('Back and Forward bring back each step', async () => {
  await page.open('#/?q=%E8%AF%81%E4%B9%A6');
  const steps = [await shown()];
  await (await page.find('button', /^K3s\s*\d+$/)).click();
  steps.push(await shown());
  await (await page.find('link', /K3s.*证书/)).click();
  await page.find('article');
  steps.push(await shown());
  for (const step of [1, 0]) {
    await page.back();
    await waitFor('the step before', async () => JSON.stringify(await shown()) === JSON.stringify(steps[step]));
  }
  for (const step of [1, 2]) {
    await page.session.send('POST', '/forward');
    await waitFor('the step after', async () => JSON.stringify(await shown()) === JSON.stringify(steps[step]));
  }
});

test('what the page cannot read of an address is said, and where to go from there', async () => {
  await page.open('#/nowhere/at/all?q=%E8%AF%81%E4%B9%A6&sort=up&colour=red');
  await says(/网址中的“\/nowhere\/at\/all”、“sort=up”、“colour=red”无法识别，已忽略/);
  // What it can read counts.
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await (await page.find('link', '回到首页')).click();
  await waitFor('the start', async () => (await page.hash()) === '#/');
  assert.doesNotMatch(await page.text(), /无法识别/);

  await page.open('#/?lang=en&show=many');
  await says(/cannot read “show=many” of the address/);
  await (await page.find('button', 'Dismiss')).click();
  assert.doesNotMatch(await page.text(), /cannot read/);
});

test('an address of a page that is open is read, too', async () => {
  await page.open();
  await page.evaluate(() => void (location.hash = '#/garbage'));
  await says(/“\/garbage”无法识别/);
  // From inside: a button of the browser passes over what no hand has touched.
  await page.evaluate(() => history.back());
  await waitFor('nothing to say', async () => !/无法识别/.test(await page.text()));
});

test('a section that a case does not have is said, and the case is shown', async () => {
  await page.open(`#/case/K-006/${encodeURIComponent('没有这一节')}`);
  await page.find('heading', /K3s.*证书/);
  await says(/本案例没有“没有这一节”这一节/);
});

test('an id of another collection is said, with ways on', async () => {
  await page.open('#/case/DB-042');
  await page.find('heading', /没有编号为 DB-042 的案例/);
  await (await page.find('link', '搜索“DB-042”')).click();
  await waitFor('the search', async () => (await page.hash()) === '#/?q=DB-042');
});

test('a filter that no longer exists is said, and one click drops it', async () => {
  await page.open('#/?component=mainframe');
  await says(/本案例集没有这个筛选值：组件：“mainframe”/);
  await (await page.find('button', /移除“mainframe”/)).click();
  await page.resultsWhen('all cases', (ids) => ids.length > 20);
});

test('where nothing is found, there are near words and near cases', async () => {
  await page.open('#/?q=kubelt&exact=1');
  await says(/没有符合条件的案例/);
  const [near] = await page.evaluate(() => [...document.querySelectorAll('.near-cases a')].map((link) => link.getAttribute('href')));
  assert.match(near ?? '', /^#\/case\//);
  await (await page.find('button', /^kubelet\s*\d+ 个案例$/)).click();
  await page.resultsWhen('cases with kubelet', (ids) => ids.length > 0);
  assert.equal(await page.searchText(), 'kubelet');
});
