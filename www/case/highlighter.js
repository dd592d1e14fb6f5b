// The highlighter: words in an opened case, marked through the Custom Highlight API, which leaves the
// article's elements alone. In lists the engine says which ranges to mark: dom/marked-text.js.

import { phrase, pieces } from '../engine/query.js';

/** @typedef {import("../../pkg/casebook.js").MarkedText} MarkedText */

const NAME = "casebook-found";

/** What is marked in a tree: the registry of highlights is one for the document and all shadow roots in it. */
/** @type {WeakMap<Node, Range[]>} */
const marked = new WeakMap();

/** Elements in which a line goes on. */
const INLINE = new Set(["a", "code", "del", "em", "mark", "span", "strong", "sup"]);

/**
 * What to mark in a whole case: what the engine marked in its hit, which covers segmented words, and
 * the words that were searched, which its snippet may not show.
 *
 * @param {string} query
 * @param {import("../../pkg/casebook.js").SearchResponse} response
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
  return runs(root).flatMap((run) => rangesIn(run, pattern));
}

/**
 * The text under `root`, in pieces that read as one: a word may begin in one element of a line and end in
 * another, as in highlighted code, but not in another paragraph.
 *
 * @param {Element} root
 * @returns {Text[][]}
 */
function runs(root) {
  /** @type {Text[][]} */
  const found = [];
  /** @type {Element | null} */
  let block = null;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      const own = blockOf(node, root);
      if (own !== block) found.push([]);
      block = own;
      found.at(-1)?.push(node);
    } else if (!isInline(/** @type {Element} */ (node))) {
      // What follows a list within an item is not the rest of what stands before it.
      block = null;
    }
  }
  return found;
}

/**
 * @param {Text} text
 * @param {Element} root
 */
function blockOf(text, root) {
  let element = text.parentElement;
  while (element && element !== root && isInline(element)) element = element.parentElement;
  return element;
}

/** @param {Element} element */
function isInline(element) {
  return INLINE.has(element.localName);
}

/**
 * @param {Text[]} texts
 * @param {RegExp} pattern
 * @returns {Range[]}
 */
function rangesIn(texts, pattern) {
  /** Where each text ends in all of them together. @type {number[]} */
  const ends = [];
  let length = 0;
  for (const text of texts) ends.push((length += text.data.length));
  let at = 0;
  /**
   * The text and the place in it; matches come in order, and so do their places.
   *
   * @param {number} offset
   * @param {boolean} isEnd An end belongs to the text before it, a start to the one behind.
   * @returns {[Text, number]}
   */
  const place = (offset, isEnd) => {
    while (at < texts.length - 1 && (isEnd ? offset > (ends[at] ?? 0) : offset >= (ends[at] ?? 0))) at += 1;
    const text = /** @type {Text} */ (texts[at]);
    return [text, offset - ((ends[at] ?? 0) - text.data.length)];
  };
  const ranges = [];
  for (const match of texts.map((text) => text.data).join("").matchAll(pattern)) {
    const range = document.createRange();
    range.setStart(...place(match.index, false));
    range.setEnd(...place(match.index + match[0].length, true));
    ranges.push(range);
  }
  return ranges;
}

/** @param {string} text */
function escapePattern(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
}
