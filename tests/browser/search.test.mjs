// Searching: what is typed finds the case that is meant.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CASE_COUNT } from './collection.mjs';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest();
await page.open();

/** What is typed, and the case that must come first. */
const QUERIES = [
  ['证书', 'K-006'],
  ['certificate', 'K-006'],
  ['x509: certificate has expired or is not yet valid', 'K-006'],
  ['K-006', 'K-006'],
  ['k-006', 'K-006'],
  ['冷启动', 'W-001'],
];

for (const [query, id] of QUERIES) {
  test(`${query} → ${id}`, async () => {
    await page.search(query);
    await page.resultsWhen(`${id} first`, (ids) => ids[0] === id);
    assert.deepEqual((await page.observed()).errors, []);
  });
}

test('the matched words are marked in the results', async () => {
  await page.search('证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  const marks = await page.evaluate(() => [...document.querySelectorAll('ol li mark')].map((mark) => mark.textContent));
  assert.ok(marks.length > 0);
  // And its other names, by which a case is found, too.
  assert.ok(marks.includes('证书'));
  assert.ok(marks.every((text) => /^证书$|^cert|^x509$/i.test(text ?? '')), `marked: ${marks.join(' ')}`);
});

test('the query is in the address, so that it can be shared', async () => {
  await page.search('证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await waitFor('the query in the address', async () => /q=证书/.test(await page.hash()));
});

test('an empty query lists every case', async () => {
  await page.search('证书');
  const some = await page.resultsWhen('results', (ids) => ids.length > 0);
  await page.search('');
  await page.resultsWhen('more than for one word', (ids) => ids.length > some.length);
});

test('what is in no case gives a message, not an empty list', async () => {
  await page.search('qqzzxxjjvv');
  await page.resultsWhen('no results', (ids) => ids.length === 0);
  assert.match(await page.text(), /没有符合条件的案例/);
});

test('while one types the first results are there at once, and all after a pause', async () => {
  await page.search('pod');
  const ids = await page.resultsWhen('every case', (found) => found.length === CASE_COUNT);
  assert.equal(new Set(ids).size, CASE_COUNT);
  const stops = await page.evaluate(() => [...document.querySelectorAll('.results a')].filter((link) => link instanceof HTMLAnchorElement && link.tabIndex === 0).length);
  assert.ok(stops <= 2, `${stops} links of the list can be tabbed to`);
});

test('a case opened before the pause has its place among all results', async () => {
  const place = await page.evaluate((/** @type {number} */ count) => {
    const field = document.querySelector('#query');
    if (!(field instanceof HTMLInputElement)) return null;
    field.focus();
    document.execCommand('insertText', false, 'pod');
    const rows = [...document.querySelectorAll('.results .hit')];
    const fill = (rows.at(-1)?.getBoundingClientRect().bottom ?? 0) >= innerHeight;
    document.querySelector('.results a.hit-title')?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    return new Promise((resolve) => {
      const look = () => {
        const text = document.querySelector('.walk-place')?.textContent;
        if (text?.includes('/')) resolve({ isWhole: rows.length === count, fill, text });
        else requestAnimationFrame(look);
      };
      look();
    });
  }, CASE_COUNT);
  assert.deepEqual(place, { isWhole: false, fill: true, text: `1 / ${CASE_COUNT}` });
});

test('what a further letter leaves as it was stays the same element', async () => {
  await page.search('certificat');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  /** What is put beside the first title, and what the element says of itself. */
  const first = () => page.evaluate(() => {
    const title = document.querySelector('.results a.hit-title');
    return { kept: title?.classList.contains('seen'), text: title?.textContent, href: title?.getAttribute('href'), marks: [...document.querySelectorAll('.hit:first-child mark')].map((mark) => mark.textContent) };
  });
  await page.evaluate(() => document.querySelector('.results a.hit-title')?.classList.add('seen'));
  const before = await first();
  await page.press('e');
  await waitFor('the next letter', async () => /certificate\b/.test((await first()).href ?? ''));
  const after = await first();
  assert.equal(after.kept, true);
  assert.equal(after.text, before.text);
  assert.notDeepEqual(after.marks, before.marks);
});

test('the counts of the filters follow when one has typed', async () => {
  await page.search('证书');
  const ids = await page.resultsWhen('K-006 first', (found) => found[0] === 'K-006');
  const counted = await page.evaluate(() => [...document.querySelectorAll('.facet-severity .count')].reduce((sum, count) => sum + Number(count.textContent), 0));
  assert.equal(counted, ids.length);
});
