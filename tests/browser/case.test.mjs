// Reading a case: the ways to it, and the ways back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest();

const TITLE = /K3s.*证书/;

test('a click on a result opens the case, Back returns to the same list', async () => {
  await page.open();
  await page.search('证书');
  const before = await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await (await page.find('link', TITLE)).click();
  await page.find('article');
  await page.find('heading', TITLE);
  assert.match(await page.hash(), /^#\/case\/K-006/);
  await page.back();
  await waitFor('the case to close', async () => !(await page.query('article')));
  assert.deepEqual(await page.results(), before);
  assert.equal(await page.searchText(), '证书');
});

test('Enter in the search field opens the best result, Escape closes it', async () => {
  await page.open();
  await page.search('证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await page.press('Enter');
  await page.find('article');
  assert.match(await page.hash(), /^#\/case\/K-006/);
  await page.press('Escape');
  await waitFor('the case to close', async () => !(await page.query('article')));
});

test('an address with an id opens the case, in any letter case', async () => {
  for (const id of ['K-006', 'k-006']) {
    await page.open(`#/case/${id}`);
    await page.find('heading', TITLE);
  }
});

test('every case has its required sections, and the links to them work', async () => {
  await page.open('#/case/K-006');
  const nav = await page.find('navigation', '章节');
  assert.ok(nav);
  const sections = await page.queryAll('link', /故障描述|排查过程|根因分析|解决方案|验证结果/);
  assert.ok(sections.length >= 5, `${sections.length} links to sections`);
  await (await page.find('link', /解决方案/)).click();
  await waitFor('the address of the section', async () => /^#\/case\/K-006\/.*解决方案/.test(await page.hash()));
  await waitFor('the section in view', () =>
    page.evaluate(() => {
      const heading = [...document.querySelectorAll('article h2')].find((h2) => h2.textContent?.includes('解决方案'));
      const top = heading?.getBoundingClientRect().top ?? -1;
      return top >= 0 && top < innerHeight / 2;
    }),
  );
});

test('an unknown id gives a message and a way back', async () => {
  await page.open('#/case/X-999');
  await page.find('heading', /X-999/);
  await (await page.find('link', '返回')).click();
  await page.resultsWhen('the list', (ids) => ids.length > 0);
  assert.doesNotMatch(await page.hash(), /case/);
});

test('reloading keeps query, filter and case', async () => {
  await page.open('#/case/K-006?q=证书&component=k3s');
  await page.find('heading', TITLE);
  const before = await page.results();
  await page.reload();
  await page.find('heading', TITLE);
  assert.deepEqual(await page.results(), before);
  assert.equal(await page.searchText(), '证书');
  assert.equal((await page.find('button', /^K3s\s*\d+$/)).properties.pressed, 'true');
});

test('a case in a foreign language says so, and the page speaks English', async () => {
  await page.open('#/case/K-006?lang=en');
  await page.find('article');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  const lang = await page.evaluate(() => document.querySelector('article h1')?.getAttribute('lang'));
  assert.ok(lang, 'the title says its language');
});

test('nothing went wrong on the way', async () => {
  assert.deepEqual(await page.observed(), { errors: [], violations: [] });
});
