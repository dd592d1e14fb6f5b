// A file for the reader to keep. The browser takes it from memory; nothing is asked of any network.

import { h } from './elements.js';

/** The browser has read it by then; before, it may not have begun. */
const KEEP_MS = 60_000;

/**
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function saveFile(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
