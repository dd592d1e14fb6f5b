// The page in one file asks nobody for anything, and its policy would not let it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { onlyChromium } from './engines.mjs';
import { BUNDLE } from './page.mjs';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest();

test('a whole journey makes no request and breaks no rule', async () => {
  await page.open();
  await page.search('证书');
  await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
  await (await page.find('button', /^K3s\s*\d+$/)).click();
  await page.resultsWhen('K-… only', (ids) => ids.length > 0 && ids.every((id) => id.startsWith('K-')));
  await (await page.find('link', /K3s.*证书/)).click();
  await page.find('article');
  await (await page.find('link', /解决方案/)).click();
  const copy = await page.query('button', /^复制/);
  await copy?.click();
  await (await page.find('button', 'English')).click();
  await waitFor('English', () => page.evaluate(() => document.documentElement.lang === 'en'));
  await (await page.find('button', /^Theme/)).click();
  await (await page.find('button', 'Help')).click();
  await page.find('dialog');
  await (await page.find('button', 'Close')).click();
  await page.back();

  assert.deepEqual(await page.observed(), { errors: [], violations: [] });
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.deepEqual(loaded.filter((url) => !url.startsWith('data:')), []);
});

test("the browser's log of that journey says the same", { skip: onlyChromium('logs of console and network') }, async () => {
  const complaints = (await page.session.log('browser')).filter(({ level }) => level !== 'INFO' && level !== 'DEBUG');
  assert.deepEqual(complaints, []);
  const urls = await requests();
  assert.deepEqual(urls.filter((url) => !url.startsWith(page.url)), []);
  assert.equal(urls.length, 1, 'the file itself, once');
});

test('the policy is the strictest under which the page works', async () => {
  const html = await readFile(BUNDLE, 'utf8');
  const policies = [...html.matchAll(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g)];
  assert.equal(policies.length, 1);
  const script = hash(between(html, '<script type="module">', '</script>'));
  const style = hash(between(html, '<style>', '</style>'));
  assert.equal(
    policies[0]?.[1],
    `default-src 'none'; script-src '${script}' 'wasm-unsafe-eval'; style-src '${style}'; img-src data:; ` +
      "connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  );
});

test('the policy holds: the page could not send anything, run a string, or parse HTML', async () => {
  await page.open();
  const outcomes = await page.evaluate(async () => {
    /** @param {() => unknown} attempt */
    const outcome = async (attempt) => {
      try {
        await attempt();
        return 'worked';
      } catch {
        return 'refused';
      }
    };
    return {
      fetch: await outcome(() => fetch('data:,x')),
      html: await outcome(() => Reflect.set(document.createElement('p'), 'innerHTML', '<b>x</b>')),
      string: await outcome(() => setTimeout.call(window, /** @type {any} */ ('1'), 0)),
    };
  });
  assert.deepEqual(outcomes, { fetch: 'refused', html: 'refused', string: 'refused' });
});

test('the check sum beside the file is that of the file', async () => {
  const sum = createHash('sha256').update(await readFile(BUNDLE)).digest('hex');
  assert.equal(await readFile(`${BUNDLE}.sha256`, 'utf8'), `${sum}  casebook.html\n`);
});

/**
 * Addresses the page has asked for, but for data inside it.
 *
 * @returns {Promise<string[]>}
 */
async function requests() {
  const events = (await page.session.log('performance')).map(({ message }) => JSON.parse(message).message);
  return events
    .filter(({ method }) => method === 'Network.requestWillBeSent')
    .map(({ params }) => params.request.url)
    .filter((url) => !url.startsWith('data:') && url !== 'about:blank');
}

/**
 * @param {string} html
 * @param {string} open
 * @param {string} close
 */
function between(html, open, close) {
  const parts = html.split(open);
  assert.equal(parts.length, 2, `${open} is there once`);
  return parts[1]?.split(close)[0] ?? '';
}

/** @param {string} text */
function hash(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
