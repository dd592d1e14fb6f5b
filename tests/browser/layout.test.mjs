// What fits where: narrow windows, large text, colours of the user's own, and what has the focus.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { onlyChromium } from './engines.mjs';
import { startPage } from './page.mjs';
import { STATES, stage } from './states.mjs';

const LANGS = /** @type {import("./states.mjs").Lang[]} */ (['zh-CN', 'en']);

describe('layout', { skip: onlyChromium('devices and preferences are imitated') }, () => {
  /** @type {import("./page.mjs").Page} */
  let page;
  /** @type {Awaited<ReturnType<typeof stage>>} */
  let states;

  before(async () => {
    states = await stage();
    page = await startPage();
    await page.session.cdp('Page.addScriptToEvaluateOnNewDocument', { source: `(${watchShifts})()` });
  });
  after(async () => {
    await page?.close();
    await states?.remove();
  });

  /**
   * @param {number} width
   * @param {number} height
   * @param {{ name: string, value: string }[]} [features]
   */
  async function device(width, height, features = []) {
    await page.session.cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    await page.session.cdp('Emulation.setEmulatedMedia', { features });
  }

  for (const lang of LANGS) {
    test(`320 pixels are enough, and letters of twice the size fit, also on a phone, ${lang}`, async () => {
      for (const [name, state] of Object.entries(STATES)) {
        await device(320, 640);
        await states.show(page, state, lang);
        assert.deepEqual(await overflowing(), [], `${name}, 320 pixels`);
        await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
        await device(400, 800);
        assert.deepEqual(await overflowing(), [], `${name}, large letters on a phone`);
        await device(1440, 900);
        assert.deepEqual(await overflowing(), [], `${name}, large letters`);
      }
    });
  }

  test('eight results are seen on a laptop without scrolling, beside a case too', async () => {
    await device(1440, 900);
    for (const hash of ['#/?q=pod', '#/case/K-002?q=pod', '#/?q=pod&lang=en']) {
      await page.open(hash);
      const seen = await page.evaluate(() => {
        const bottom = document.querySelector('#list')?.getBoundingClientRect().bottom ?? 0;
        return [...document.querySelectorAll('.hit')].filter((hit) => hit.getBoundingClientRect().bottom <= bottom).length;
      });
      assert.ok(seen >= 8, `${hash}: ${seen}`);
    }
  });

  test('what has the focus is not covered by a bar that stays', async () => {
    // English words are the longer ones: where a bar wraps, it does in English.
    for (const { width, height, lang } of [{ width: 1440, height: 900, lang: 'zh-CN' }, { width: 1000, height: 700, lang: 'zh-CN' }, { width: 360, height: 740, lang: 'en' }]) {
      await device(width, height);
      await openCase(lang);
      // From the title to the end, and back.
      const there = await tabThrough(['Tab']);
      const back = await tabThrough(['Shift', 'Tab']);
      assert.ok(there.length > 20 && back.length > 20, `${there.length} and ${back.length} stops`);
      assert.deepEqual([...there, ...back].filter(({ covered }) => covered).map(({ what }) => what), [], `${width} pixels, ${lang}`);
    }
  });

  test('a bar that covers the focus would be seen', async () => {
    await device(1440, 900);
    await openCase('zh-CN');
    await page.evaluate(() => {
      const bar = Object.assign(document.createElement('div'), { textContent: 'bar' });
      Object.assign(bar.style, { position: 'fixed', inset: '0 0 20vh 0', zIndex: '99', background: 'gray' });
      document.body.append(bar);
    });
    assert.ok((await tabThrough(['Tab'], 8)).some(({ covered }) => covered));
  });

  test('with colours of the user’s own, what is chosen and what has the focus is still told apart', async () => {
    await device(1440, 900, [{ name: 'forced-colors', value: 'active' }]);
    await page.open('#/case/K-006?q=%E8%AF%81%E4%B9%A6&component=k3s');
    const styles = await page.evaluate(() => {
      /** @type {(selector: string) => CSSStyleDeclaration} */
      const of = (selector) => getComputedStyle(/** @type {Element} */ (document.querySelector(selector)));
      document.querySelector('a.hit-title')?.dispatchEvent(new FocusEvent('focus'));
      return {
        pressed: of('.toggle[aria-pressed="true"]').backgroundColor,
        released: of('.toggle[aria-pressed="false"]').backgroundColor,
        open: of('.hit:has([aria-current])').borderInlineStartWidth,
        other: of('.hit:not(:has([aria-current]))').borderInlineStartWidth,
        section: of('.sections a[aria-current]').borderBottomWidth,
        otherSection: of('.sections a:not([aria-current])').borderBottomWidth,
        query: of('#query').borderTopWidth,
      };
    });
    assert.notEqual(styles.pressed, styles.released);
    assert.notEqual(styles.open, styles.other);
    assert.notEqual(styles.section, styles.otherSection);
    assert.notEqual(styles.query, '0px');
  });

  test('nothing moves for those who want it so', async () => {
    await device(1440, 900, [{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    for (const hash of ['#/', '#/case/K-006?q=%E8%AF%81%E4%B9%A6', '#/log']) {
      await page.open(hash);
      const moving = await page.evaluate(() => document.getAnimations().map((animation) => animation.constructor.name));
      assert.deepEqual(moving, [], hash);
      const smooth = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
        const { scrollBehavior, transitionDuration, animationName } = getComputedStyle(element);
        return scrollBehavior === 'smooth' || parseFloat(transitionDuration) > 0 || animationName !== 'none';
      }).length);
      assert.equal(smooth, 0, hash);
    }
  });

  test('nothing jumps while the page loads', async () => {
    await device(1440, 900);
    for (const hash of ['#/', '#/?q=%E8%AF%81%E4%B9%A6', '#/case/K-006', '#/log']) {
      await page.open(hash);
      // An entry is handed over after the frame it is about.
      const shifts = await page.evaluate(() => new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(/** @type {any} */ (window).shifts)));
      }));
      assert.deepEqual(shifts, [], hash);
    }
  });

  test('what jumps would be seen', async () => {
    await page.open('#/');
    const shifts = await page.evaluate(() => new Promise((resolve) => {
      document.querySelector('#app > *')?.before(Object.assign(document.createElement('p'), { textContent: 'late' }));
      const seen = () => /** @type {any} */ (window).shifts.length > 0 ? resolve(/** @type {any} */ (window).shifts) : requestAnimationFrame(seen);
      seen();
    }));
    assert.notDeepEqual(shifts, []);
  });

  /**
   * Keeps what the browser says has moved, from the first moment on. What is moved is told at once: an
   * element of the static edition is gone when the page is there. While a file still comes in, the
   * browser tells of what nobody can see as well: a blank at the end of a line that has come in half,
   * which gets its place with the next word, and the static edition as an empty box.
   */
  function watchShifts() {
    /** @type {string[]} */
    const shifts = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const { sources, value } of /** @type {any} */ (list.getEntries())) {
        const seen = sources.map((/** @type {any} */ { node, previousRect, currentRect }) =>
          node?.textContent.trim() && `${node.textContent.trim().slice(0, 40)}: ${previousRect.y} to ${currentRect.y}`);
        if (sources.length === 0) shifts.push(String(value));
        shifts.push(...seen.filter(Boolean));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }

  /** What is wider than the window, unless it lies in something that scrolls by itself. */
  function overflowing() {
    return page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      return [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > width + 1 && element.checkVisibility())
        .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
        .slice(0, 5);
    });
  }

  /** @param {string} lang */
  async function openCase(lang) {
    await page.session.send('POST', '/url', { url: 'about:blank' });
    await page.session.send('POST', '/url', { url: `${page.url}#/case/K-006?lang=${lang}` });
    await page.find('article');
  }

  /**
   * Presses the keys until the focus has left the case, and tells of each stop whether all of its corners
   * and its middle are covered.
   *
   * @param {string[]} keys
   * @param {number} [most]
   */
  async function tabThrough(keys, most = 400) {
    /** @type {{ what: string, covered: boolean }[]} */
    const stops = [];
    for (let press = 0; press < most; press += 1) {
      await page.press(...keys);
      const stop = await page.evaluate(() => {
        const { activeElement: element } = document;
        if (!element?.closest('.reader')) return null;
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const inset = 2;
        const points = [[left + inset, top + inset], [right - inset, top + inset], [left + inset, bottom - inset], [right - inset, bottom - inset], [(left + right) / 2, (top + bottom) / 2]];
        const isSeen = points.some(([x = 0, y = 0]) => {
          const seen = document.elementFromPoint(x, y);
          return seen !== null && (element.contains(seen) || seen.contains(element));
        });
        return { what: `${element.tagName.toLowerCase()} ${element.textContent?.slice(0, 40)}`, covered: !isSeen };
      });
      if (stop === null) break;
      stops.push(stop);
    }
    return stops;
  }
});
