// A polite live region. Results change with every letter, so what it says waits for a pause.

import { h } from './elements.js';

const PAUSE_MS = 700;

/**
 * @typedef {object} Announcer
 * @property {HTMLElement} node
 * @property {(message: string) => void} say At once.
 * @property {(message: string) => void} sayLater After a pause, and only the last of several.
 */

/** @returns {Announcer} */
export function createAnnouncer() {
  const node = h("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  let timer = 0;
  /** @param {string} message */
  const say = (message) => {
    clearTimeout(timer);
    // The same words twice are spoken twice only if the text changes.
    node.textContent = node.textContent === message ? `${message}\u00a0` : message;
  };
  return {
    node,
    say,
    sayLater(message) {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (node.textContent !== message) say(message);
      }, PAUSE_MS);
    },
  };
}
