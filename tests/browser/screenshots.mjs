// Pictures of every state of the page, for eyes: node screenshots.mjs FOLDER [STATE…]

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPage } from './page.mjs';
import { STATES, stage } from './states.mjs';

/** @typedef {import("./states.mjs").Lang} Lang */

const WIDTHS = { 1440: 900, 768: 1024, 360: 740 };
const THEMES = ['light', 'dark'];
const LANGS = /** @type {Lang[]} */ (['zh-CN', 'en']);
/** What is worth printing. */
const PRINTED = ['case', 'results', 'failure'];

const [folder, ...only] = process.argv.slice(2);
if (!folder) throw new Error('which folder?');
await mkdir(folder, { recursive: true });
const page = await startPage();
const { show, remove } = await stage();
try {
  for (const [name, state] of Object.entries(STATES)) {
    if (only.length > 0 && !only.includes(name)) continue;
    for (const lang of LANGS) {
      for (const theme of THEMES) {
        for (const [width, height] of Object.entries(WIDTHS)) {
          await device(Number(width), height, theme);
          await show(page, state, lang);
          await save(await page.session.cdp('Page.captureScreenshot', { format: 'png' }), `${name}-${lang}-${theme}-${width}.png`);
        }
      }
      if (PRINTED.includes(name)) await save(await print(), `${name}-${lang}-print.pdf`);
    }
  }
} finally {
  await page.close();
  await remove();
}
console.log(folder);

/**
 * @param {number} width
 * @param {number} height
 * @param {string} theme
 */
async function device(width, height, theme) {
  const { cdp } = page.session;
  const mobile = width < 600;
  await cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile });
  await cdp('Emulation.setTouchEmulationEnabled', { enabled: mobile });
  await cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
}

/** On A4, of the state that is shown. */
function print() {
  return page.session.cdp('Page.printToPDF', { paperWidth: 8.27, paperHeight: 11.69, preferCSSPageSize: true });
}

/**
 * @param {{ data: string }} answer
 * @param {string} name
 */
async function save({ data }, name) {
  await writeFile(join(/** @type {string} */ (folder), name), Buffer.from(data, 'base64'));
}
