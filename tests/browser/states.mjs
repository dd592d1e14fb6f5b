// The states in which a reader may see the page, for what is checked or pictured in all of them.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUNDLE } from './page.mjs';
import { waitFor } from './webdriver.mjs';

/** @typedef {import("./page.mjs").Page} Page */
/** @typedef {"zh-CN" | "en"} Lang */

/**
 * @typedef {object} State
 * @property {(lang: Lang) => string} hash
 * @property {boolean} [damaged] Whether the module is cut short.
 * @property {(page: Page, lang: Lang) => Promise<void>} [then] What is done once the page is there.
 */

/** @type {(zh: string, en: string) => (lang: Lang) => string} */
const query = (zh, en) => (lang) => `q=${encodeURIComponent(lang === 'en' ? en : zh)}&lang=${lang}`;

/** @type {Record<string, State>} */
export const STATES = {
  landing: { hash: (lang) => `#/?lang=${lang}` },
  results: { hash: (lang) => `#/?${query('证书', 'certificate')(lang)}` },
  corrected: { hash: (lang) => `#/?${query('kubelt 证书', 'kubelt certificate')(lang)}` },
  exact: { hash: (lang) => `#/?q=kubelt&exact=1&lang=${lang}` },
  partial: { hash: (lang) => `#/?${query('证书过期 flannel etcd', 'certificate expired flannel etcd')(lang)}` },
  limits: { hash: (lang) => `#/?q=${encodeURIComponent('pod -webhook component:k3s')}&severity=critical&lang=${lang}` },
  conflict: { hash: (lang) => `#/?${query('证书 component:k3s', 'certificate component:k3s')(lang)}&severity=minor` },
  empty: { hash: (lang) => `#/?q=qqzzxxjjvv&component=k3s&lang=${lang}` },
  address: { hash: (lang) => `#/nowhere?component=nonsense&lang=${lang}` },
  case: { hash: (lang) => `#/case/K-006?${query('证书', 'certificate')(lang)}` },
  table: { hash: (lang) => `#/case/W-008?lang=${lang}` },
  section: { hash: (lang) => `#/case/K-006/nowhere?lang=${lang}` },
  unknown: { hash: (lang) => `#/case/X-999?lang=${lang}` },
  log: { hash: (lang) => `#/log?lang=${lang}` },
  answered: { hash: (lang) => `#/log?lang=${lang}`, then: readExample },
  help: { hash: (lang) => `#/?lang=${lang}`, then: openHelp },
  failure: { hash: (lang) => `#/?lang=${lang}`, damaged: true },
};

/** @type {(page: Page, lang: Lang) => Promise<void>} */
async function readExample(page, lang) {
  await (await page.find('button', lang === 'en' ? 'See an example' : '看一段示例')).click();
  await waitFor('cases', () => page.evaluate(() => document.querySelectorAll('.log-hits a.hit-title').length > 0));
}

/** @type {(page: Page, lang: Lang) => Promise<void>} */
async function openHelp(page, lang) {
  await (await page.find('button', lang === 'en' ? 'Help' : '帮助')).click();
  await page.find('dialog');
}

/**
 * Where the states are found, and how to clean up.
 *
 * @returns {Promise<{ show: (page: Page, state: State, lang: Lang) => Promise<void>, remove: () => Promise<void> }>}
 */
export async function stage() {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-damaged-'));
  const damaged = join(folder, 'damaged.html');
  const html = await readFile(BUNDLE, 'utf8');
  await writeFile(damaged, html.replace(/(id="casebook-module">[^<]{1000})[^<]*/, '$1'));
  return {
    async show(page, state, lang) {
      const url = pathToFileURL(state.damaged ? damaged : BUNDLE).href + state.hash(lang);
      await page.session.send('POST', '/url', { url: 'about:blank' });
      await page.session.send('POST', '/url', { url });
      // On a phone, a case covers the search field.
      await waitFor('the page, or its message', () => page.evaluate((damaged) =>
        document.querySelector(damaged ? '.boot-failed' : '.columns') !== null && document.readyState === 'complete', Boolean(state.damaged)));
      await state.then?.(page, lang);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
