// An input method: Chromium's own machinery where it can be had, else the events in the engine's order.
// WebDriver has no word for composing.

import { ENGINE, engine } from './engines.mjs';

/** @typedef {import("./page.mjs").Page} Page */

/**
 * Shows letters that are not committed yet, in place of those shown before.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function compose(page, text) {
  const { length } = text;
  if (engine.devtools) {
    await page.session.cdp('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length });
  } else {
    await page.evaluate(imitate, 'compose', text, ENGINE);
  }
}

/**
 * Puts the word in place of the letters.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function commit(page, text) {
  if (engine.devtools) await page.session.cdp('Input.insertText', { text });
  else await page.evaluate(imitate, 'commit', text, ENGINE);
}

/**
 * A key as it arrives while an input method is at work.
 *
 * @param {Page} page
 * @param {string} key
 */
export async function pressInMethod(page, key) {
  if (engine.devtools) {
    for (const type of ['keyDown', 'keyUp']) {
      await page.session.cdp('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: 229 });
    }
  } else {
    await page.evaluate(imitate, 'key', key, ENGINE);
  }
}

/**
 * Runs in the page. Firefox reports the last input after the end of the composition, WebKit before it.
 *
 * @param {"compose" | "commit" | "key"} what
 * @param {string} text
 * @param {string} engine
 */
function imitate(what, text, engine) {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error('no field has the focus');
  const composed = field.dataset.composed;
  const bubbles = true;
  if (what === 'key') {
    for (const type of ['keydown', 'keyup']) {
      const event = { key: text, code: text, keyCode: 229, isComposing: composed !== undefined, bubbles, cancelable: true };
      field.dispatchEvent(new KeyboardEvent(type, event));
    }
    return;
  }
  if (composed === undefined) field.dispatchEvent(new CompositionEvent('compositionstart', { data: '', bubbles }));
  field.dispatchEvent(new CompositionEvent('compositionupdate', { data: text, bubbles }));
  field.setRangeText(text, field.value.length - (composed ?? '').length, field.value.length, 'end');
  const input = (/** @type {string} */ inputType, /** @type {boolean} */ isComposing) =>
    field.dispatchEvent(new InputEvent('input', { inputType, isComposing, data: text, bubbles }));
  if (what === 'compose') {
    field.dataset.composed = text;
    input('insertCompositionText', true);
    return;
  }
  delete field.dataset.composed;
  const end = () => field.dispatchEvent(new CompositionEvent('compositionend', { data: text, bubbles }));
  if (engine === 'firefox') {
    end();
    input('insertCompositionText', false);
  } else {
    input('insertFromComposition', true);
    end();
  }
}
