// Keeps the state, the URL hash and the browser's history together.

import { linkTarget } from '../engine/router.js';
import { formatHash, parseHash, unreadPieces, withoutCase } from '../engine/state.js';

/** @typedef {import("../engine/state.js").State} State */

/**
 * @typedef {object} Unread
 * @property {() => string[]} unread What of the address with which the page came here it could not read.
 */

/** @typedef {import("../engine/router.js").Router & Unread} HashRouter */

const URL_PAUSE_MS = 250;

/**
 * @param {(next: State, previous: State) => void} onChange
 * @returns {HashRouter}
 */
export function createRouter(onChange) {
  let state = parseHash(location.hash);
  let unread = unreadPieces(location.hash);
  let timer = 0;
  history.scrollRestoration = "manual";

  /**
   * @param {"push" | "replace"} how
   * @param {unknown} memo
   */
  const write = (how, memo) => {
    clearTimeout(timer);
    timer = 0;
    const hash = formatHash(state);
    if (hash === location.hash) return;
    try {
      if (how === "push") history.pushState(memo, "", hash);
      else history.replaceState(memo, "", hash);
    } catch {
      // Browsers limit how often the URL may change; the page itself is right all the same.
    }
  };

  /**
   * @param {State} next
   * @param {string[]} [pieces]
   */
  const change = (next, pieces = []) => {
    const previous = state;
    state = next;
    unread = pieces;
    onChange(state, previous);
  };

  /** @type {HashRouter} */
  const router = {
    state: () => state,
    unread: () => unread,
    push(next) {
      if (timer) write("replace", history.state);
      const under = next.open && !state.open ? formatHash(state) : null;
      change(next);
      write("push", { under });
    },
    replace(next) {
      change(next);
      write("replace", history.state);
    },
    replaceSoon(next) {
      change(next);
      clearTimeout(timer);
      timer = window.setTimeout(() => write("replace", history.state), URL_PAUSE_MS);
    },
    follow(hash) {
      const next = linkTarget(hash, state);
      const within = next.open && state.open && next.open.id.toLowerCase() === state.open.id.toLowerCase();
      if (within) router.replace(next);
      else router.push(next);
    },
    closeCase() {
      const list = withoutCase(state);
      // When the list lies right under the case in the history, closing is going back.
      if (!timer && history.state?.under === formatHash(list)) history.back();
      else router.push(list);
    },
  };

  addEventListener("hashchange", () => {
    if (location.hash === formatHash(state)) return;
    clearTimeout(timer);
    timer = 0;
    change(parseHash(location.hash), unreadPieces(location.hash));
  });

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
    if (!link) return;
    event.preventDefault();
    router.follow(link.getAttribute("href") ?? "");
  });

  return router;
}
