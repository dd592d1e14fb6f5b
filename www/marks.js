// The highlighter. In lists the engine says which ranges to mark; in an opened case the same words
// are marked through the Custom Highlight API, which leaves the article's elements alone.

import { h } from './dom.js';
import { phrase, pieces } from './query.js';

/** @typedef {import("../pkg/casebook.js").MarkedText} MarkedText */

const NAME = "casebook-found";

/** What is marked in a tree: the registry of highlights is one for the document and all shadow roots in it. */
/** @type {WeakMap<Node, Range[]>} */
const marked = new WeakMap();

/**
 * @param {MarkedText} marked
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

/**
 * What to mark in a whole case: what the engine marked in its hit, which covers segmented words, and
 * the words that were searched, which its snippet may not show.
 *
 * @param {string} query
 * @param {import("../pkg/casebook.js").SearchResponse} response
 * @param {MarkedText[]} texts
 * @returns {string[]} Lower case, longest first.
 */
export function wordsToMark(query, { corrections, excluded }, texts) {
  const asked = pieces(query).filter((piece) => !excluded.some((word) => piece === `-${word}`));
  const words = new Set([...asked.map((piece) => phrase(piece) ?? piece), ...corrections.flatMap(({ to }) => to)]);
  for (const { text, marks } of texts) {
    for (const [start, end] of marks) words.add(text.slice(start, end));
  }
  const clean = [...words].map((word) => word.trim().toLowerCase());
  // One Latin letter would be everywhere; one Han character is a word.
  return clean.filter((w) => w.length > 1 || /[^\x00-\x7f]/.test(w)).sort((a, b) => b.length - a.length);
}

/**
 * Marks every occurrence of the words under the roots, in place of what was marked before in their tree.
 *
 * @param {Element[]} roots
 * @param {string[]} words Lower case.
 * @returns {Range[]} What was marked.
 */
export function highlight(roots, words) {
  const ranges = words.length === 0 ? [] : roots.flatMap((root) => findRanges(root, words));
  const [first] = roots;
  if (first) mark(first.getRootNode(), ranges);
  return ranges;
}

/**
 * Marks nothing any more in a tree.
 *
 * @param {Node} tree A document or a shadow root.
 */
export function unmark(tree) {
  mark(tree, []);
}

/**
 * @param {Node} tree
 * @param {Range[]} ranges
 */
function mark(tree, ranges) {
  if (typeof Highlight !== "function" || !CSS.highlights) return;
  const highlight = CSS.highlights.get(NAME) ?? new Highlight();
  for (const range of marked.get(tree) ?? []) highlight.delete(range);
  for (const range of ranges) highlight.add(range);
  marked.set(tree, ranges);
  CSS.highlights.set(NAME, highlight);
}

/**
 * @param {Element} root
 * @param {string[]} words
 * @returns {Range[]}
 */
function findRanges(root, words) {
  const pattern = new RegExp(words.map(escapePattern).join("|"), "giu");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const ranges = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const match of (node.nodeValue ?? "").matchAll(pattern)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  return ranges;
}

/** @param {string} text */
function escapePattern(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
}
