// The page as it is first seen: two ways in, with examples that work, and where most readers go.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest({ opens: true, clean: true });

test('every example of a query finds something, with nothing put right or left out', async () => {
  const examples = await page.evaluate(() => [...document.querySelectorAll('[aria-labelledby="way-search"] a')].map((link) => link.textContent ?? ''));
  assert.ok(examples.length >= 3, examples.join(' '));
  for (const example of examples) {
    await page.open();
    await (await page.find('link', example)).click();
    const ids = await page.resultsWhen('results', (found) => found.length > 0);
    assert.ok(ids.length > 0, example);
    assert.equal(await page.searchText(), example);
    assert.equal(await page.query('button', '按原文检索'), undefined, example);
  }
});

test('the example of a log is read, and points to the case that quotes it', async () => {
  await (await page.find('button', '看一段示例')).click();
  const hit = await waitFor('a case', () => page.evaluate(() => document.querySelector('.log-hits a.hit-title')?.getAttribute('data-id')));
  assert.equal(await page.hash(), '#/log');
  assert.match(await page.text(), /示例日志：读了 \d+ 行。/);
  // In a line that carries the signature of that case, not in a mere likeness.
  assert.match(await page.text(), /日志特征：/);
  const marked = await page.evaluate(() => document.querySelector('.log-found mark')?.textContent ?? '');
  await page.press('Enter');
  await page.find('article');
  assert.match(await page.hash(), new RegExp(`^#/case/${hit}`));
  const quoted = await page.evaluate((words) => [...document.querySelectorAll('article pre')].some((pre) => pre.textContent?.includes(words)), marked);
  assert.ok(quoted, marked);
});

test('the shelves hold the latest of the most severe cases, and the latest of all', async () => {
  const shelves = await page.evaluate(() => [...document.querySelectorAll('.shelf')].map((shelf) => ({
    all: shelf.querySelector('h2 a')?.getAttribute('href'),
    dates: [...shelf.querySelectorAll('time')].map((time) => time.dateTime),
    cases: [...shelf.querySelectorAll('li a')].map((link) => link.getAttribute('href')),
  })));
  assert.deepEqual(shelves.map(({ all }) => all), ['#/?severity=critical', '#/?sort=updated']);
  for (const { dates, cases } of shelves) {
    assert.ok(cases.length > 1 && cases.every((href) => /^#\/case\/[A-Z]-\d+$/.test(href ?? '')), cases.join(' '));
    assert.deepEqual(dates, dates.toSorted().toReversed());
  }
  await (await page.find('link', /^最近更新/)).click();
  await waitFor('all cases by date', async () => (await page.hash()) === '#/?sort=updated');
  await page.open();
  await (await page.find('link', /^严重 \d+ 个案例/)).click();
  await waitFor('the severe ones', async () => (await page.hash()) === '#/?severity=critical');
});

test('a mark of the matrix leads to the cases that it stands for', async () => {
  const cell = await page.find('link', /^K3s · .*：\d+ 个案例/);
  await cell.click();
  const ids = await page.resultsWhen('K-… only', (found) => found.length > 0 && found.every((id) => id.startsWith('K-')));
  assert.equal(ids.length, Number(/：(\d+) 个案例/.exec(cell.name)?.[1]));
});

test('a page that opened with a search has its landing when the search is cleared', async () => {
  await page.open('#/?q=kubelet');
  assert.equal(await page.evaluate(() => document.querySelectorAll('.ways').length), 0);
  await page.search('');
  await waitFor('the ways in', () => page.evaluate(() => document.querySelector('.ways') !== null));
});
