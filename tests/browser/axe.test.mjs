// What axe-core finds wrong by WCAG 2.2 AA, in every state, theme and language: nothing.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeIn } from './axe.mjs';
import { onlyChromium } from './engines.mjs';
import { startPage } from './page.mjs';
import { STATES, stage } from './states.mjs';

const THEMES = ['light', 'dark'];
/** @typedef {import("./states.mjs").Lang} Lang */
const LANGS = /** @type {Lang[]} */ (['zh-CN', 'en']);
const DEVICES = { laptop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };

describe('axe', { skip: onlyChromium('colour schemes and devices are imitated') }, () => {
  /** @type {import("./page.mjs").Page} */
  let page;
  /** @type {Awaited<ReturnType<typeof stage>>} */
  let states;
  /** @type {Awaited<ReturnType<typeof axeIn>>} */
  let look;
  let passed = 0;
  /** Languages in which the static edition was looked at as a whole. @type {Set<Lang>} */
  const seenWhole = new Set();
  let looks = 0;
  let found = 0;

  before(async () => {
    states = await stage();
    page = await startPage();
    look = await axeIn(page.session);
  });
  after(async () => {
    await page?.close();
    await states?.remove();
    console.log(`axe: ${looks} looks at ${Object.keys(STATES).length} states, ${passed} rules passed, ${found} findings`);
  });

  for (const [name, state] of Object.entries(STATES)) {
    for (const lang of LANGS) {
      test(`${name}, ${lang}`, async () => {
        let isShown = false;
        for (const [device, theme] of looksAt()) {
          const { width, height } = DEVICES[device];
          await page.session.cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: device === 'phone' });
          await page.session.cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
          // Loading it again for each would take longer than to look at it.
          if (isShown) await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
          else await states.show(page, state, lang);
          isShown = true;
          // All cases one below the other take a minute, and a second look sees nothing new in them.
          const { findings, passes } = await look(state.damaged && seenWhole.has(lang) ? ['#static-edition article ~ article'] : []);
          if (state.damaged) seenWhole.add(lang);
          looks += 1;
          passed += passes;
          found += findings.length;
          assert.deepEqual(findings, [], `${device}, ${theme}`);
          // Were there nothing to judge, there would be nothing to find.
          assert.ok(passes > 5, `${passes} rules applied`);
        }
      });
    }
  }
});

/** Both themes on the laptop; a phone has the same colours. */
function looksAt() {
  /** @type {[keyof typeof DEVICES, string][]} */
  const looks = [...THEMES.map((theme) => /** @type {["laptop", string]} */ (['laptop', theme])), ['phone', 'light']];
  return looks;
}
