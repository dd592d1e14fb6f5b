// The start: one can type before the module is there, and nothing of it is lost.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { onlyChromium } from './engines.mjs';
import { startPage } from './page.mjs';
import { waitFor } from './webdriver.mjs';

// The module is held back by a script that runs before the page's.
describe('before the module has started', { skip: onlyChromium('the module is held back over DevTools') }, () => {
  /** @type {import("./page.mjs").Page} */
  let page;

  before(async () => {
    page = await startPage();
    await page.session.cdp('Page.addScriptToEvaluateOnNewDocument', { source: `(${holdBack})()` });
  });
  after(() => page?.close());

  test('what is typed is searched as soon as it has, and one goes on typing', async () => {
    await open();
    await type('certific');
    await page.run('letStart()');
    await page.ready();
    await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
    await type('ate');
    await page.resultsWhen('K-006 first', (ids) => ids[0] === 'K-006');
    assert.equal(await page.run('return document.querySelector("#query").value'), 'certificate');
    await waitFor('the query in the address', async () => (await page.hash()) === '#/?q=certificate');
    assert.deepEqual((await page.observed()).errors, []);
  });

  test('an address with a case is kept, and what it asks for gives way', async () => {
    await open('#/case/K-006?q=pod&severity=critical');
    await page.run('document.querySelector("#early-query").focus()');
    await type('证书');
    await page.run('letStart()');
    await page.ready();
    await waitFor('the case', async () => Boolean(await page.query('heading', 'K3s 证书过期问题')));
    assert.equal(await page.hash(), '#/case/K-006?q=证书&severity=critical');
    assert.equal(await page.run('return document.activeElement.id'), 'query');
  });

  test('where nothing is typed, the page begins as its address says', async () => {
    await open('#/?q=pod');
    await page.run('letStart()');
    await page.ready();
    assert.equal(await page.hash(), '#/?q=pod');
    await page.resultsWhen('results', (ids) => ids.length > 0);
  });

  test('a whole file that is pasted is cut as it would be later', async () => {
    await open();
    await page.run('document.execCommand("insertText", false, "certificate ".repeat(100_000))');
    await page.run('letStart()');
    await page.ready();
    await page.resultsWhen('results', (ids) => ids.length > 0);
    const early = await page.run('return document.querySelector("#query").value');
    await page.search('certificate '.repeat(100_000));
    assert.equal(await page.run('return document.querySelector("#query").value'), early);
    assert.deepEqual((await page.observed()).errors, []);
  });

  /** @param {string} [hash] */
  async function open(hash = '') {
    await page.session.send('POST', '/url', { url: 'about:blank' });
    await page.session.send('POST', '/url', { url: page.url + hash });
    await waitFor('the field', async () => Boolean(await page.query('textbox', /正在启动/)));
  }

  /** @param {string} text */
  async function type(text) {
    for (const letter of text) await page.press(letter);
  }
});

/** Runs in the page. */
function holdBack() {
  const instantiate = WebAssembly.instantiate;
  const go = new Promise((resolve) => Object.assign(window, { letStart: resolve }));
  WebAssembly.instantiate = async (...args) => {
    await go;
    return instantiate(...args);
  };
}
