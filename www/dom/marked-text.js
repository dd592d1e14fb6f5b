// Text of which the engine says what was found.

import { h } from './elements.js';

/**
 * The text as children of an element, with what was found in `mark`.
 *
 * @param {import("../../pkg/casebook.js").MarkedText} marked
 * @returns {(string | HTMLElement)[]}
 */
export function withMarks({ text, marks }) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(h("mark", {}, text.slice(start, end)));
    at = end;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
