// What axe-core finds wrong by WCAG 2.2 AA inside <case-book>, in every state, theme and language: nothing.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axeIn } from './axe.mjs';
import { onlyChromium } from './engines.mjs';
import { NO_WASM, startHost } from './element/host.mjs';

/**
 * @typedef {object} State
 * @property {string} [attributes]
 * @property {string} [state] What the element says of itself.
 * @property {string} [policy]
 * @property {boolean} [gone] Whether the module cannot be had.
 * @property {string} [shows] What is there only in this state.
 */

/** @type {Record<string, State>} */
const STATES = {
  list: { shows: '.results' },
  found: { attributes: 'query="证书"', shows: '.results mark, .results .hit-title' },
  corrected: { attributes: 'query="kubelt 证书"', shows: '.notices' },
  nothing: { attributes: 'query="qqzzxxjjvv"', shows: 'h2, h3' },
  case: { attributes: 'case-id="K-006"', shows: 'article' },
  unknown: { attributes: 'case-id="X-999"' },
  unsupported: { policy: NO_WASM, state: 'unsupported' },
  error: { gone: true, state: 'error' },
};

/** Theme and style of each look; the narrow one has the same colours. */
const LOOKS = [['light', 'case-book { width: 100% }'], ['dark', 'case-book { width: 100% }'], ['light', 'case-book { width: 280px }']];

describe('axe in the widget', { skip: onlyChromium('the rules are the same everywhere, and colours are imitated') }, () => {
  /** @type {import("./element/host.mjs").Host} */
  let host;
  /** @type {Awaited<ReturnType<typeof axeIn>>} */
  let look;
  let looks = 0;

  before(async () => {
    host = await startHost();
    look = await axeIn(host.session);
  });
  after(async () => {
    await host?.close();
    console.log(`axe in the widget: ${looks} looks at ${Object.keys(STATES).length} states`);
  });

  for (const [name, { attributes = '', state = 'ready', policy, gone = false, shows }] of Object.entries(STATES)) {
    for (const lang of ['zh-CN', 'en']) {
      test(`${name}, ${lang}`, async (t) => {
        if (gone) {
          host.replies.set('/package/casebook_bg.wasm', { status: 404 });
          t.after(() => host.replies.delete('/package/casebook_bg.wasm'));
        }
        for (const [theme, style] of LOOKS) {
          await host.show(`<main><h1>Portal</h1><case-book theme="${theme}" ${attributes}></case-book></main>`, { style, lang, ...(policy && { policy }) });
          await host.state(state);
          const there = await host.page.evaluate((shows) => Boolean(document.querySelector('case-book')?.shadowRoot?.querySelector(shows)), shows ?? '*');
          assert.ok(there, `${shows} is not shown`);
          const { findings, passes } = await look();
          looks += 1;
          assert.deepEqual(findings, [], `${theme}, ${style}`);
          assert.ok(passes > 5, `${passes} rules applied`);
        }
      });
    }
  }
});
