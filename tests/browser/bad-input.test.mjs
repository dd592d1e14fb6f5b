// Whatever is typed or pasted, the page answers, and goes on answering.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest();
await page.open();

/** Longer than any answer may take, on a machine with other work too. */
const PATIENCE_MS = 2000;

const INPUTS = {
  'a million letters': 'x'.repeat(1_000_000),
  'a million characters of a log': '2026-11-23T03:00:00Z level=error msg="证书过期: x509" component:k3s -n kube\n'.repeat(14_000),
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
  'halves that do not belong together': '\udd25\ud83d\udd25\ud83d 证\ud83d书',
  'nothing but zeros': '\u0000'.repeat(50),
  'zeros within words': '证\u0000书 certi\u0000ficate',
  'text from right to left': 'שלום العالم \u202e证书\u202c \u2067x509\u2069',
  'nothing but words that say nothing': 'the of and to is',
  'the same in Chinese': '的 了 是',
  'control and direction characters': '\u0000\u0007\u202e\u200b证书\ufeff',
  'markup': '<img src=x onerror=alert(1)><script>alert(1)</script>',
  'a regular expression': '(a+)+$[[[',
  'an exclusion of nothing': '- -',
  'everything excluded': '-证书 -webhook -pod',
  'a thousand exclusions': '-webhook '.repeat(1000),
  'a field without a value': 'component: severity:',
  'fields that exclude each other': 'component:k3s component:network id:K-006 id:N-001',
  'a field in a phrase': '"component:k3s -webhook"',
};

for (const [what, text] of Object.entries(INPUTS)) {
  test(what, async () => {
    const before = await page.hash();
    const took = await paste(text);
    assert.ok(took < PATIENCE_MS, `${Math.round(took)} ms without an answer`);
    // The page is still there, has said something about it, and nothing was thrown.
    assert.deepEqual(await page.observed(), { errors: [], violations: [] });
    const heading = await page.evaluate(() => document.querySelector('main h2:not([id])')?.textContent);
    assert.ok(heading, 'the list has a heading');
    const address = await waitFor('the address', async () => (await page.hash()) !== before && (await page.hash()));
    assert.ok(address.length < 10_000, 'an address is no place for a document');
    await page.search('证书');
    await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  });
}

test('addresses that are not addresses of ours', async () => {
  // What becomes of others needs no browser: tests/page/state.test.mjs.
  for (const hash of ['#/?q=%ED%A0%BD', `#/?q=${'x'.repeat(50_000)}`]) {
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
  return page.evaluate(async (value) => {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement)) throw new Error('the search field has no focus');
    const start = performance.now();
    field.value = value;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste', data: value }));
    // Until it is on the screen.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  }, text);
}
