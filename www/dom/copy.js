// Copying to the clipboard, and saying honestly whether it worked.

import { focusIn } from './elements.js';

/**
 * @param {string} text
 * @param {Node} [beside] Something of the tree in which a field for the text may be put for a moment.
 * @returns {Promise<boolean>} Whether the text is on the clipboard.
 */
export async function copyText(text, beside = document) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, beside);
  }
}

/**
 * For browsers and policies that withhold the asynchronous clipboard.
 *
 * @param {string} text
 * @param {Node} beside
 */
function copyBySelection(text, beside) {
  const root = beside.getRootNode();
  const focused = focusIn(beside);
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "offscreen";
  area.setAttribute("aria-hidden", "true");
  (root instanceof ShadowRoot ? root : document.body).append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
