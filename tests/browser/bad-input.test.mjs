// Whatever is typed or pasted, the page answers, and goes on answering.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPage } from './page.mjs';

/** @type {import("./page.mjs").Page} */
let page;

before(async () => {
  page = await startPage();
  await page.open();
});
after(() => page?.close());

/** Longer than any answer may take, on a machine with other work too. */
const PATIENCE_MS = 2000;

const INPUTS = {
  'a hundred thousand letters': 'x'.repeat(100_000),
  'a hundred thousand words': 'timeout '.repeat(12_500),
  'a hundred thousand Han characters': '证书过期'.repeat(25_000),
  'nothing but punctuation': '!@#$%^&*()_+-=[]{};:\'",.<>/?\\|`~',
  'nothing but quotes': '"""',
  'an open phrase': '"certificate has',
  'nothing but white space': ' \t\u3000 ',
  'emoji': '🔥🚒👩‍🚒 证书',
  'half an emoji': '\ud83d',
  'the other half': '\udd25证书',
  'control and direction characters': '\u0000\u0007\u202e\u200b证书\ufeff',
  'markup': '<img src=x onerror=alert(1)><script>alert(1)</script>',
  'a regular expression': '(a+)+$[[[',
  'an exclusion of nothing': '- -',
  'a field without a value': 'component: severity:',
};

for (const [what, text] of Object.entries(INPUTS)) {
  test(what, async () => {
    const took = await paste(text);
    assert.ok(took < PATIENCE_MS, `${Math.round(took)} ms without an answer`);
    // The page is still there, has said something about it, and nothing was thrown.
    assert.deepEqual(await page.observed(), { errors: [], violations: [] });
    const heading = await page.evaluate(() => document.querySelector('main h2:not([id])')?.textContent);
    assert.ok(heading, 'the list has a heading');
    await page.search('证书');
    await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  });
}

test('addresses that are not addresses of ours', async () => {
  for (const hash of ['#', '#/?q=%ED%A0%BD', '#/case/', '#/case/%', '#/?component=,,&sort=up&show=-1', '#/?q=%', `#/?q=${'x'.repeat(50_000)}`]) {
    await page.open(hash);
    assert.deepEqual(await page.observed(), { errors: [], violations: [] }, hash.slice(0, 40));
    await page.search('证书');
    await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  }
});

/**
 * Sets the field in the page: half an emoji could not travel there as text.
 *
 * @param {string} text
 * @returns {Promise<number>} Milliseconds until the page had answered.
 */
async function paste(text) {
  await page.emptySearch();
  return page.evaluate((value) => {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement)) throw new Error('the search field has no focus');
    const start = performance.now();
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste', data: value }));
    return performance.now() - start;
  }, text);
}
