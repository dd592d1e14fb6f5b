// What engines do differently: files on disk, keys, the clipboard, the theme.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest();

test('the browser has its usual rules for files: none may read its neighbour', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-files-'));
  try {
    await writeFile(join(folder, 'data.json'), '1');
    await writeFile(
      join(folder, 'page.html'),
      '<script>fetch("data.json").then(() => { window.outcome = "read"; }, () => { window.outcome = "refused"; })</script>',
    );
    await page.session.send('POST', '/url', { url: pathToFileURL(join(folder, 'page.html')).href });
    assert.equal(await waitFor('the answer', () => page.run('return window.outcome ?? null')), 'refused');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('keys alone: to the field, a query, the first result, and back', async () => {
  await page.open();
  // Where the field has the focus from the start, the key would be a letter.
  await page.press('Tab');
  await page.press('/');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'query');
  for (const letter of 'certificate') await page.press(letter);
  assert.equal(await page.searchText(), 'certificate');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await page.press('ArrowDown');
  await page.press('Enter');
  await page.find('article');
  assert.match(await page.hash(), /^#\/case\/K-006/);
  await page.press('Escape');
  await waitFor('the case to close', async () => !(await page.query('article')));
});

test('the copy button says what it did, and nothing else was done', async () => {
  await page.open('#/case/K-006');
  await (await page.find('button', '复制')).click();
  await page.find('button', '已复制');
  assert.deepEqual(await page.observed(), { errors: [], violations: [] });
});

test('what was copied is what pasting gives', async () => {
  await page.open('#/case/K-006');
  const command = await page.evaluate(() => document.querySelector('figure.code pre')?.textContent?.replace(/\n$/, ''));
  await (await page.find('button', '复制')).click();
  await page.find('button', '已复制');
  await page.open();
  await page.emptySearch();
  await page.press('Control', 'v');
  // The field has one line.
  const pasted = await waitFor('the text', () => page.searchText());
  assert.equal(pasted.replaceAll(/\s/g, ''), command?.replaceAll(/\s/g, ''));
});

test('the theme changes the colours of the page', async () => {
  await page.open();
  /** @type {Set<string>} */
  const colours = new Set();
  for (let turn = 0; turn < 3; turn += 1) {
    await (await page.find('button', /^(主题|Theme)/)).click();
    colours.add(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor));
  }
  assert.equal(colours.size, 2, [...colours].join(' '));
});
