// What axe-core finds wrong by WCAG 2.2 AA, in every state, theme and language: nothing.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { onlyChromium } from './engines.mjs';
import { startPage } from './page.mjs';
import { STATES, stage } from './states.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const THEMES = ['light', 'dark'];
const LANGS = /** @type {import("./states.mjs").Lang[]} */ (['zh-CN', 'en']);
const DEVICES = { laptop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };

describe('axe', { skip: onlyChromium('colour schemes and devices are imitated') }, () => {
  /** @type {import("./page.mjs").Page} */
  let page;
  /** @type {Awaited<ReturnType<typeof stage>>} */
  let states;
  let source = '';
  let passed = 0;
  let looks = 0;
  let found = 0;

  before(async () => {
    source = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
    states = await stage();
    page = await startPage();
    await page.session.send('POST', '/timeouts', { script: 120_000 });
  });
  after(async () => {
    await page?.close();
    await states?.remove();
    console.log(`axe: ${looks} looks at ${Object.keys(STATES).length} states, ${passed} rules passed, ${found} findings`);
  });

  for (const [name, state] of Object.entries(STATES)) {
    for (const lang of LANGS) {
      test(`${name}, ${lang}`, async () => {
        for (const [device, theme] of looksAt()) {
          const { width, height } = DEVICES[device];
          await page.session.cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: device === 'phone' });
          await page.session.cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
          await states.show(page, state, lang);
          const { findings, passes } = await look();
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

  /** @returns {Promise<{ findings: string[], passes: number }>} */
  async function look() {
    const script = `
      const [tags, done] = arguments;
      ${source};
      axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false }).then(
        ({ violations, passes }) => done({
          findings: violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ': ' + node.failureSummary)),
          passes: passes.length,
        }),
        (error) => done({ findings: [String(error)], passes: 0 }),
      );`;
    return page.session.send('POST', '/execute/async', { script, args: [TAGS] });
  }
});

/** Both themes on the laptop; a phone has the same colours. */
function looksAt() {
  /** @type {[keyof typeof DEVICES, string][]} */
  const looks = [...THEMES.map((theme) => /** @type {["laptop", string]} */ (['laptop', theme])), ['phone', 'light']];
  return looks;
}
