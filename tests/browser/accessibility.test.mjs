// What a reader without a mouse or without eyes on the page works with: keys, names, languages, focus.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onlyChromium } from './engines.mjs';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest({ clean: true });

/** What has the focus, in words. */
const focused = () => page.evaluate(() => {
  const element = document.activeElement;
  return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
});

/**
 * Presses Tab until something fits, as one who cannot see where it is would.
 *
 * @param {RegExp} name
 * @param {...string} keys
 */
async function tabTo(name, ...keys) {
  for (let press = 0; press < 150; press += 1) {
    if (name.test(await focused())) return;
    await page.press(...keys, 'Tab');
  }
  assert.fail(`no ${name} within 150 stops`);
}

test('keys alone: filter, search, read, walk, copy, and back to where one was', async () => {
  await page.open();
  await tabTo(/^K3s\d+$/);
  await page.press('Enter');
  await page.resultsWhen('K-… only', (ids) => ids.length > 1 && ids.every((id) => id.startsWith('K-')));
  // The toggle was pressed, not lost.
  assert.match(await focused(), /^K3s\d+$/);

  await page.press('/');
  assert.equal(await focused(), '搜索');
  for (const letter of 'certificate') await page.press(letter);
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006' && ids.every((id) => id.startsWith('K-')));
  await page.press('ArrowDown');
  await page.press('Enter');
  await page.find('article');
  assert.match(await focused(), /K3s.*证书/);

  await tabTo(/解决方案/);
  await page.press('Enter');
  await waitFor('the section', async () => /解决方案/.test(await page.hash()));
  await tabTo(/^复制/);
  await page.press('Enter');
  await waitFor('copied', async () => /^已复制/.test(await focused()));

  await page.press('Escape');
  await waitFor('the list', async () => !(await page.query('article')));
  assert.match(await focused(), /K3s.*证书/);
  await page.press('Escape');
  await waitFor('no query', async () => (await page.searchText()) === '');
  assert.equal(await focused(), '搜索');
});

test('the first stop leads past the header', async () => {
  await page.open('#/?q=%E8%AF%81%E4%B9%A6');
  await tabTo(/跳到主要内容/, 'Shift');
  // Where the key leads from the first stop is a matter of the browser: its own buttons, or around.
  const first = () => document.querySelector('a[href], button, input, select, textarea, summary, [tabindex]') === document.activeElement;
  assert.equal(await page.evaluate(first), true);
  await page.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'list');
});

test('help takes the focus and gives it back', async () => {
  await page.open();
  await (await page.find('button', '帮助')).focus();
  await page.press('Enter');
  await page.find('dialog');
  assert.equal(await page.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement)), true);
  await page.press('Escape');
  await waitFor('no dialog', async () => !(await page.query('dialog')));
  assert.equal(await focused(), '帮助');
});

test('landmarks, headings and regions have their names', { skip: onlyChromium('the whole tree is asked for') }, async () => {
  await page.open('#/case/K-006?q=%E8%AF%81%E4%B9%A6');
  const { nodes } = await page.session.cdp('Accessibility.getFullAXTree');
  const tree = nodes
    .filter((/** @type {any} */ node) => !node.ignored)
    .map((/** @type {any} */ node) => ({ role: node.role?.value, name: node.name?.value ?? '' }));
  /** @type {(role: string) => string[]} */
  const names = (role) => tree.filter((/** @type {any} */ node) => node.role === role).map((/** @type {any} */ node) => node.name);
  for (const role of ['banner', 'main', 'contentinfo', 'search', 'status', 'article']) assert.equal(names(role).length, 1, role);
  assert.deepEqual(names('region').filter((name) => name === ''), [], 'every region has a name');
  for (const name of ['筛选', '搜索结果', '案例']) assert.ok(names('region').includes(name), name);
  assert.deepEqual(names('navigation'), ['章节']);
  for (const role of ['button', 'link', 'textbox', 'combobox', 'separator']) assert.ok(names(role).every((name) => name.trim() !== ''), `${role}: ${names(role).join('|')}`);
});

test('the number of results is said, after a pause, and once', async () => {
  await page.open();
  await page.evaluate(() => {
    /** @type {string[]} */
    const said = Reflect.set(window, 'said', []) ? Reflect.get(window, 'said') : [];
    const region = /** @type {Element} */ (document.querySelector('[role=status]'));
    new MutationObserver(() => said.push(region.textContent ?? '')).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await page.emptySearch();
  for (const letter of 'kubelet') await page.press(letter);
  await waitFor('what is said', async () => (await page.evaluate(() => Reflect.get(window, 'said').length)) > 0);
  const said = await page.evaluate(() => Reflect.get(window, 'said'));
  assert.equal(said.length, 1, said.join(' | '));
  assert.match(said[0], /\d+ 个案例/);
});

test('every Chinese fragment of the English page says that it is Chinese', async () => {
  for (const hash of ['#/?lang=en', '#/?q=%E8%AF%81%E4%B9%A6&lang=en', '#/case/K-006?lang=en', '#/log?lang=en']) {
    await page.open(hash);
    const unsaid = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!/\p{Script=Han}/u.test(node.nodeValue ?? '') || !parent?.checkVisibility()) continue;
        if (!parent.closest('[lang]')?.getAttribute('lang')?.startsWith('zh')) found.push(`${parent.className}: ${node.nodeValue}`);
      }
      return found;
    });
    assert.deepEqual(unsaid, [], hash);
  }
});
