// A log that is pasted or dropped: the cases it points to, with the lines that say so.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { onlyChromium } from './engines.mjs';
import { pageTest } from './page-test.mjs';
import { waitFor } from './webdriver.mjs';

const page = await pageTest({ opens: true });

/** @param {string} name */
const log = (name) => readFileSync(new URL(`../logs/${name}`, import.meta.url), 'utf8');

const CERTIFICATE = log('cases/K-006--apiserver.log');
const TWO_FAULTS = log('mixed/K-006+W-007--two-faults.log');
const UNRELATED = log('unrelated/nginx.log');

/**
 * Pastes into what has the focus, or into `selector`, as the clipboard does.
 *
 * @param {string} text
 * @param {string} [selector]
 * @returns {Promise<boolean>} Whether the page took it, instead of leaving it to the field.
 */
function paste(text, selector = '#query') {
  return page.evaluate((text, selector) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
    // Not every engine takes it from the constructor's options.
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    return !document.querySelector(selector)?.dispatchEvent(event);
  }, text, selector);
}

/**
 * Drops a file on the page.
 *
 * @param {number[] | string} content Bytes or text.
 * @param {string} name
 */
function drop(content, name) {
  return page.evaluate((content, name) => {
    const bytes = typeof content === 'string' ? content : new Uint8Array(content);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], name));
    for (const type of ['dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, content, name);
}

/** Ids of the cases that the log points to, in order. */
const hits = () => page.evaluate(() => [...document.querySelectorAll('.log-hits a.hit-title')].map((a) => a.getAttribute('data-id')));

/** @param {string} id */
const firstIs = (id) => waitFor(`${id} first`, async () => (await hits())[0] === id);

/** @param {RegExp} text */
const says = (text) => waitFor(String(text), async () => text.test(await page.text()));

test('several lines pasted into the search field are read as a log', async () => {
  assert.ok(await paste(CERTIFICATE));
  await firstIs('K-006');
  assert.equal(await page.hash(), '#/log');
  assert.equal(await page.searchText(), '');
  const marked = await page.evaluate(() => document.querySelector('.log-found mark')?.textContent);
  assert.match(marked ?? '', /certificate has expired/);
  await says(/第 \d+ 行/);
  assert.deepEqual(await page.observed(), { errors: [], violations: [] });
});

test('a short line pasted into the search field stays a query', async () => {
  assert.equal(await paste('x509: certificate has expired'), false);
  assert.deepEqual(await hits(), []);
});

test('Enter opens the best case, beside the log, with what matched marked; Esc leads back', async () => {
  await paste(CERTIFICATE);
  await firstIs('K-006');
  await page.press('Enter');
  await page.find('heading', 'K3s 证书过期问题');
  assert.equal(await page.hash(), '#/case/K-006?log=1');
  await waitFor('marks in the case', () => page.evaluate(() => (CSS.highlights.get('casebook-found')?.size ?? 0) > 0));
  await page.press('Escape');
  await waitFor('the log', async () => (await page.hash()) === '#/log');
  await firstIs('K-006');
  await page.press('Escape');
  await waitFor('the search', async () => (await page.hash()) === '#/');
});

test('evidence leads to the section that speaks of it', async () => {
  await paste(CERTIFICATE);
  await firstIs('K-006');
  const link = await page.find('link', /^见“/);
  await link.click();
  await waitFor('a section', async () => /^#\/case\/K-006\/.+\?log=1$/.test(await page.hash()));
});

test('two faults in one log are two cases', async () => {
  await paste(TWO_FAULTS);
  await waitFor('both', async () => {
    const ids = await hits();
    return ids.includes('K-006') && ids.includes('W-007');
  });
});

test('an unrelated log points to no case, and the page says so', async () => {
  await paste(UNRELATED);
  await says(/没有案例与这段日志相符/);
  assert.deepEqual(await hits(), []);
});

test('a dropped file is read, whatever wrote it', async () => {
  await drop(CERTIFICATE, 'k3s.log');
  await firstIs('K-006');
  await says(/k3s\.log：读了/);
  const utf16 = [...Buffer.from(`\ufeff${CERTIFICATE}`, 'utf16le')];
  await drop(utf16, 'windows.log');
  await says(/windows\.log：读了/);
  await firstIs('K-006');
});

test('a file that is no text is told as such', async () => {
  await drop([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], 'log.gz');
  await says(/这个文件不是文本/);
});

test('typing searches; Back leads to the log again', async () => {
  await paste(CERTIFICATE);
  await firstIs('K-006');
  await page.search('冷启动');
  await page.resultsWhen('W-001 first', (ids) => ids[0] === 'W-001');
  await waitFor('the query in the address', async () => /q=/.test(await page.hash()));
  await page.back();
  await firstIs('K-006');
});

test('the note holds the lines, the case and its address', { skip: onlyChromium('the clipboard is read') }, async () => {
  await page.session.cdp('Browser.grantPermissions', { permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'] });
  await paste(CERTIFICATE);
  await firstIs('K-006');
  await (await page.find('button', '复制为记录')).click();
  await page.find('button', '已复制');
  const note = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(note, /^# .+\n\n## K-006 K3s 证书过期问题\n/);
  assert.match(note, /```text\n[^]*certificate has expired[^]*\n```/);
  assert.match(note, /<casebook\.html#\/case\/K-006>/);
});

/**
 * Drops a file of some 50 MB, the last line of which is `line`. If the reader is to stop it, that is
 * done as soon as the button for it is there: reading takes about a second.
 *
 * @param {string} line
 * @param {boolean} stop
 */
function dropLarge(line, stop) {
  return page.evaluate(async (line, stop) => {
    const block = 'level=info msg="reconciled" ns=default duration=12ms\n'.repeat(20_000);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([...Array(47).fill(block), line], 'large.log'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    const button = () => {
      const all = [...document.querySelectorAll('button')];
      return all.find((candidate) => candidate.textContent === '停止' && candidate.checkVisibility());
    };
    let frames = 0;
    while (!document.querySelector('.log-hits a')) {
      await new Promise(requestAnimationFrame);
      frames += 1;
      if (stop && button()) {
        button()?.click();
        break;
      }
    }
    return frames;
  }, line, stop);
}

const EXPIRED = CERTIFICATE.trim().split('\n').find((line) => /certificate has expired/.test(line)) ?? '';

test('50 MB are read while the page goes on being painted', async () => {
  const frames = await dropLarge(EXPIRED, false);
  assert.ok(frames > 5, `${frames} frames`);
  await firstIs('K-006');
  await says(/large\.log：读了 940,001 行/);
});

test('reading can be stopped', async () => {
  await dropLarge(EXPIRED, true);
  await page.find('textbox', '日志');
  assert.deepEqual(await hits(), []);
});
