// Pictures of every state of the page, for eyes: node screenshots.mjs FOLDER

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUNDLE, startPage } from './page.mjs';
import { waitFor } from './webdriver.mjs';

const WIDTHS = { 1440: 900, 768: 1024, 360: 740 };
const THEMES = ['light', 'dark'];
const LANGS = ['zh-CN', 'en'];

/** @type {Record<string, (lang: string) => string>} */
const STATES = {
  landing: (lang) => `#/?lang=${lang}`,
  results: (lang) => `#/?q=${encodeURIComponent(lang === 'en' ? 'certificate' : '证书')}&lang=${lang}`,
  case: (lang) => `#/case/K-006?q=${encodeURIComponent(lang === 'en' ? 'certificate' : '证书')}&lang=${lang}`,
  corrected: (lang) => `#/?q=${encodeURIComponent(lang === 'en' ? 'kubelt certificate' : 'kubelt 证书')}&lang=${lang}`,
  exact: (lang) => `#/?q=kubelt&exact=1&lang=${lang}`,
  partial: (lang) => `#/?q=${encodeURIComponent(lang === 'en' ? 'certificate expired flannel etcd' : '证书过期 flannel etcd')}&lang=${lang}`,
  limits: (lang) => `#/?q=${encodeURIComponent('pod -webhook component:k3s')}&severity=critical&lang=${lang}`,
  conflict: (lang) => `#/?q=${encodeURIComponent(lang === 'en' ? 'certificate component:k3s' : '证书 component:k3s')}&severity=minor&lang=${lang}`,
  empty: (lang) => `#/?q=${encodeURIComponent('qqzzxxjjvv')}&component=k3s&lang=${lang}`,
  error: (lang) => `#/?lang=${lang}`,
};

const folder = process.argv[2];
if (!folder) throw new Error('which folder?');
await mkdir(folder, { recursive: true });
const scratch = await mkdtemp(join(tmpdir(), 'casebook-damaged-'));
const page = await startPage();
try {
  const damaged = await damagedBundle(scratch);
  for (const [state, hash] of Object.entries(STATES)) {
    for (const lang of LANGS) {
      const url = (state === 'error' ? damaged : pathToFileURL(BUNDLE).href) + hash(lang);
      for (const theme of THEMES) {
        for (const [width, height] of Object.entries(WIDTHS)) {
          await shoot(url, theme, Number(width), height, join(folder, `${state}-${lang}-${theme}-${width}.png`));
        }
      }
    }
  }
} finally {
  await page.close();
  await rm(scratch, { recursive: true });
}
console.log(folder);

/**
 * @param {string} url
 * @param {string} theme
 * @param {number} width
 * @param {number} height
 * @param {string} file
 */
async function shoot(url, theme, width, height, file) {
  const { cdp, send } = page.session;
  const mobile = width < 600;
  await cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile });
  await cdp('Emulation.setTouchEmulationEnabled', { enabled: mobile });
  await cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
  await send('POST', '/url', { url: 'about:blank' });
  await send('POST', '/url', { url });
  // On a phone, a case covers the search field.
  await waitFor('the page, or its message', async () => {
    for (const role of ['textbox', 'article', 'alert']) {
      if (await page.query(role)) return true;
    }
    return false;
  });
  const { data } = await cdp('Page.captureScreenshot', { format: 'png' });
  await writeFile(file, Buffer.from(data, 'base64'));
}

/**
 * A copy of the page whose module is cut short.
 *
 * @param {string} into
 */
async function damagedBundle(into) {
  const html = await readFile(BUNDLE, 'utf8');
  const file = join(into, 'damaged.html');
  await writeFile(file, html.replace(/(id="casebook-module">[^<]{1000})[^<]*/, '$1'));
  return pathToFileURL(file).href;
}
