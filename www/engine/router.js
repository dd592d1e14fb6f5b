// What leads from one state to the next, in a page by its address or in an element without one; and where
// a link leads. No DOM here.

import { parseHash, withCase } from './state.js';

/** @typedef {import("./state.js").State} State */

/**
 * @typedef {object} Router
 * @property {() => State} state
 * @property {(next: State) => void} push A step that Back undoes.
 * @property {(next: State) => void} replace A step that Back skips.
 * @property {(next: State) => void} replaceSoon The same while typing: the page follows at once, the URL after a pause.
 * @property {(hash: string) => void} follow As if a link with this hash had been clicked.
 * @property {() => void} closeCase
 */

/**
 * Links inside a case name a case and nothing else: search and filters stay as they are.
 *
 * @param {string} hash
 * @param {State} state
 * @returns {State}
 */
export function linkTarget(hash, state) {
  const target = parseHash(hash);
  if (target.open && !hash.includes("?")) return withCase(state, target.open.id, target.open.anchor);
  return { ...target, lang: target.lang ?? state.lang };
}
