// Whether the colours of code can be read: as the browser computes them from the style sheet, in every
// theme and on paper.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { engine } from './engines.mjs';
import { startPage } from './page.mjs';

/** The least contrast of text that WCAG 2.2 calls AA. */
const AA = 4.5;

/** @typedef {{ theme?: "light" | "dark", media?: string, system?: string }} Look `theme`: chosen in the page. */

/** @type {Record<string, Look>} What only DevTools can imitate is Chromium's alone. */
const LOOKS = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  ...(engine.devtools ? {
    'the light of the system': { system: 'light' },
    'the dark of the system': { system: 'dark' },
    'on paper': { media: 'print', system: 'dark' },
    'on paper, dark chosen': { theme: 'dark', media: 'print', system: 'dark' },
  } : {}),
};

/** @type {import("./page.mjs").Page} */
let page;
/** @type {string[]} The class of every kind of token. */
let classes;

before(async () => {
  const kinds = await readFile(new URL('../../crates/core/src/markup/token.rs', import.meta.url), 'utf8');
  classes = [...kinds.matchAll(/=> "(tok-[a-z]+)"/g)].map(([, name = '']) => name);
  assert.ok(classes.length > 10, 'the kinds are found');
  page = await startPage();
  await page.open('#/case/K-006');
  await page.find('article');
});
after(() => page?.close());

test('contrast is computed as WCAG has it', () => {
  assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
  assert.equal(contrast([118, 118, 118], [255, 255, 255]).toFixed(2), '4.54');
});

for (const [name, look] of Object.entries(LOOKS)) {
  test(`code can be read: ${name}`, async () => {
    const seen = await looks(look);
    assert.equal(seen.length, (classes.length + 1) * 2);
    for (const { ground, token, colour, paper } of seen) {
      const value = contrast(rgb(colour), rgb(paper));
      assert.ok(value >= AA, `${token} (${colour}) on ${ground} (${paper}): ${value.toFixed(2)}`);
    }
    const plain = seen.find(({ token }) => token === 'plain');
    for (const token of classes) {
      const same = (/** @type {typeof plain} */ other) => other?.colour === plain?.colour && other?.weight === plain?.weight;
      assert.ok(!same(seen.find((other) => other.token === token)), `${token} looks like what is no token`);
    }
  });
}

/**
 * How every kind of token looks on what code stands on: that of commands and files, that of output.
 *
 * @param {Look} look
 */
async function looks({ theme, media = '', system }) {
  if (engine.devtools) {
    const features = [{ name: 'prefers-color-scheme', value: system ?? 'light' }];
    await page.session.cdp('Emulation.setEmulatedMedia', { media, features });
  }
  return page.evaluate((classes, theme, printed) => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    const seen = [];
    for (const ground of ['code-command', 'code-output']) {
      const pre = document.createElement('pre');
      const figure = Object.assign(document.createElement('figure'), { className: `code ${ground}` });
      figure.append(pre);
      document.querySelector('article')?.append(figure);
      for (const token of ['plain', ...classes]) {
        const span = pre.appendChild(Object.assign(document.createElement('span'), { className: token, textContent: 'x' }));
        const { color, fontWeight } = getComputedStyle(span);
        seen.push({ ground, token, colour: color, weight: fontWeight, paper: printed ? 'rgb(255, 255, 255)' : paperOf(span) });
      }
      figure.remove();
    }
    return seen;

    /** @param {Element} element */
    function paperOf(element) {
      for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (backgroundColor.startsWith('rgb(')) return backgroundColor;
      }
      return 'none';
    }
  }, classes, theme ?? null, media === 'print');
}

/** @param {string} colour As the browser writes one that is opaque. */
function rgb(colour) {
  const numbers = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number);
  assert.ok(numbers, colour);
  return numbers;
}

/** @param {number[]} channels From 0 to 255. */
function luminance(channels) {
  const [r = 0, g = 0, b = 0] = channels.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function contrast(one, other) {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
