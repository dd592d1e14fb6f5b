// From mark to mark: how many there are in the opened case, which one is looked at, and the next one.

import { h } from '../dom/elements.js';

/**
 * @typedef {object} MarkStepper
 * @property {HTMLElement} node
 * @property {(ranges: Range[]) => void} show
 * @property {(by: 1 | -1) => boolean} step Returns whether there was a mark to go to.
 */

const NAME = "casebook-found-current";
/** What is above this share of the view has been read. */
const READ = 0.2;

/**
 * @param {HTMLElement} scroller What scrolls where it does; else the page does.
 * @param {import("../i18n/page.js").PageStrings} t
 * @param {(message: string) => void} announce
 * @returns {MarkStepper}
 */
export function createMarkStepper(scroller, t, announce) {
  /** @type {Range[]} In the order of the text. */
  let marks = [];
  /** @type {Range | null} */
  let current = null;

  const count = h("span", { class: "mark-count" });
  const node = h("div", { class: "mark-stepper", role: "group", "aria-label": t.marks.title, hidden: true },
    h("button", { type: "button", class: "icon", "aria-label": t.marks.previous, title: `${t.marks.previous} (N)`, onclick: () => step(-1) }, "‹"),
    count,
    h("button", { type: "button", class: "icon", "aria-label": t.marks.next, title: `${t.marks.next} (n)`, onclick: () => step(1) }, "›"),
  );

  return { node, show, step };

  /** @param {Range[]} ranges */
  function show(ranges) {
    marks = ranges.filter(isText).sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
    select(marks.find((mark) => current && isSame(mark, current)) ?? null);
    node.hidden = marks.length === 0;
  }

  /** @param {1 | -1} by */
  function step(by) {
    if (marks.length === 0) return false;
    const at = current ? marks.indexOf(current) + by : fromHere(by);
    const next = (at + marks.length) % marks.length;
    const mark = marks[next];
    if (!mark) return false;
    select(mark);
    bringIntoView(mark, scroller);
    announce(t.marks.at(next + 1, marks.length));
    return true;
  }

  /**
   * Where one begins who has read so far.
   *
   * @param {1 | -1} by
   */
  function fromHere(by) {
    const below = marks.findIndex((mark) => mark.getBoundingClientRect().top > innerHeight * READ);
    if (by === 1) return below === -1 ? 0 : below;
    return (below === -1 ? marks.length : below) - 1;
  }

  /** @param {Range | null} mark */
  function select(mark) {
    current = mark;
    count.textContent = `${mark ? marks.indexOf(mark) + 1 : "–"} / ${marks.length}`;
    if (typeof Highlight !== "function" || !CSS.highlights) return;
    const highlight = new Highlight(...(mark ? [mark] : []));
    // Above the highlight of all marks, whichever was registered first.
    highlight.priority = 1;
    CSS.highlights.set(NAME, highlight);
  }
}

/**
 * Marks in what the page has added, such as names of buttons, are nobody's findings.
 *
 * @param {Range} range
 */
function isText({ startContainer }) {
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  return !element?.closest("button, .visually-hidden, .copy-note, .section-progress");
}

/**
 * @param {Range} a
 * @param {Range} b
 */
function isSame(a, b) {
  return a.startContainer === b.startContainer && a.startOffset === b.startOffset;
}

/**
 * @param {Range} range
 * @param {HTMLElement} scroller
 */
function bringIntoView(range, scroller) {
  const element = range.startContainer.parentElement;
  const listing = element?.closest("pre, .table-scroll");
  if (listing) {
    const frame = listing.getBoundingClientRect();
    const { left, right } = range.getBoundingClientRect();
    if (left < frame.left || right > frame.right) listing.scrollLeft += left - frame.left - frame.width / 3;
  }
  const target = getComputedStyle(scroller).overflowY === "auto" ? scroller : document.scrollingElement;
  target?.scrollBy({ top: range.getBoundingClientRect().top - innerHeight * 0.4, behavior: "instant" });
}
