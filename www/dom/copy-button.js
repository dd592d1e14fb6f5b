// A button that copies, and says honestly whether it did.

import { copyText } from './copy.js';
import { h } from './elements.js';

/**
 * @typedef {object} CopyButton
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} note Says what the short word on the button cannot; to be put near it.
 * @property {() => Promise<boolean>} copy As if the button had been pressed.
 */

/**
 * @typedef {object} CopyOptions
 * @property {string} label What the button says at rest.
 * @property {string} [className]
 * @property {() => string} text
 * @property {() => string} [remark] What the reader should know besides, or nothing.
 * @property {() => void} [copied] Called when the text is on the clipboard.
 */

const FEEDBACK_MS = 4000;

/**
 * @param {CopyOptions} options
 * @param {import("../i18n/index.js").Strings} t
 * @param {(message: string) => void} announce
 * @returns {CopyButton}
 */
export function createCopyButton({ label, className, text, remark = () => "", copied = () => {} }, t, announce) {
  let timer = 0;
  const button = h("button", { type: "button", class: className, onclick: copy }, label);
  const note = h("p", { class: "copy-note", hidden: true });
  return { button, note, copy };

  async function copy() {
    const worked = await copyText(text(), button);
    const more = worked ? remark() : t.copyFailed;
    button.textContent = worked ? t.copied : t.notCopied;
    button.classList.toggle("copy-failed", !worked);
    note.textContent = more;
    note.hidden = more === "";
    announce(more || t.copied);
    clearTimeout(timer);
    timer = window.setTimeout(rest, FEEDBACK_MS);
    if (worked) copied();
    return worked;
  }

  function rest() {
    button.textContent = label;
    button.classList.remove("copy-failed");
    note.hidden = true;
  }
}
