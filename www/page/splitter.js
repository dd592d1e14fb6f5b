// The line between the list and the opened case, which the reader may move: with the pointer, with
// the arrow keys, or by a click to the next of three places. What was chosen stays for the next visit.

import { h } from '../dom/elements.js';
import { storedWidth, storePreference } from './prefs.js';

/** @typedef {"list" | "log"} Column A list of cases is narrower than the lines of a log. */

/**
 * @typedef {object} Splitter
 * @property {HTMLElement} node
 * @property {(column: Column) => void} update Shows how wide the column is; to be called when it may have changed.
 */

/** In CSS pixels, as the style sheet limits it, too. */
const NARROWEST = 256;
/** Of the window. */
const WIDEST = 0.5;
const STEP = 16;
/** Where a click moves to, as a share of the way between the limits. */
const PLACES = [0.15, 0.5, 0.85];
/** So far the pointer may tremble while it clicks. */
const CLICK = 3;

/**
 * @param {import("../i18n/page.js").PageStrings} t
 * @param {Record<Column, HTMLElement>} columns
 * @returns {Splitter}
 */
export function createSplitter(t, columns) {
  const root = document.documentElement;
  /** @type {Column} */
  let column = "list";
  /** @type {{ x: number, width: number, moved: boolean } | null} */
  let drag = null;

  const node = h("div", {
    class: "splitter",
    role: "separator",
    tabindex: 0,
    "aria-orientation": "vertical",
    "aria-label": t.splitter,
    title: t.splitterHint,
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    onpointerdown: start,
    onpointermove: move,
    onpointerup: end,
    onpointercancel: () => (drag = null),
    ondblclick: reset,
    onkeydown: press,
  });
  for (const name of /** @type {Column[]} */ (["list", "log"])) apply(name, storedWidth(name));

  return { node, update };

  /** @param {Column} next */
  function update(next) {
    column = next;
    node.setAttribute("aria-controls", columns[column].id);
    node.setAttribute("aria-valuenow", String(Math.round(share(width()) * 100)));
  }

  function width() {
    return columns[column].getBoundingClientRect().width;
  }

  function widest() {
    return Math.max(innerWidth * WIDEST, NARROWEST);
  }

  /** @param {number} pixels */
  function share(pixels) {
    return Math.min(Math.max((pixels - NARROWEST) / (widest() - NARROWEST || 1), 0), 1);
  }

  /** @param {number} pixels */
  function resize(pixels) {
    apply(column, Math.round(Math.min(Math.max(pixels, NARROWEST), widest())));
    update(column);
  }

  function keep() {
    storePreference(`${column}-width`, String(Math.round(width())));
  }

  function reset() {
    storePreference(`${column}-width`, "");
    apply(column, null);
    update(column);
  }

  /**
   * @param {Column} name
   * @param {number | null} pixels `null`: as wide as the style sheet says.
   */
  function apply(name, pixels) {
    if (pixels === null) root.style.removeProperty(`--${name}-width`);
    else root.style.setProperty(`--${name}-width`, `${pixels}px`);
  }

  /** @param {PointerEvent} event */
  function start(event) {
    if (event.button !== 0) return;
    // Else the browser would begin to select or to drag something by itself, and cancel ours.
    event.preventDefault();
    node.focus({ preventScroll: true });
    node.setPointerCapture(event.pointerId);
    drag = { x: event.clientX, width: width(), moved: false };
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (!drag) return;
    const by = event.clientX - drag.x;
    if (!drag.moved && Math.abs(by) < CLICK) return;
    drag.moved = true;
    resize(drag.width + by);
  }

  /** @param {PointerEvent} event */
  function end(event) {
    if (!drag) return;
    // Of the last movement, only the release may be told.
    move(event);
    const { moved } = drag;
    drag = null;
    node.releasePointerCapture(event.pointerId);
    if (!moved) toNextPlace();
    keep();
  }

  function toNextPlace() {
    const now = share(width());
    const next = PLACES.find((place) => place > now + 0.01) ?? PLACES[0] ?? 0;
    resize(NARROWEST + next * (widest() - NARROWEST));
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = target(event.key);
    if (to === null) return;
    event.preventDefault();
    resize(to);
    keep();
  }

  /** @param {string} key */
  function target(key) {
    if (key === "ArrowLeft") return width() - STEP;
    if (key === "ArrowRight") return width() + STEP;
    if (key === "Home") return NARROWEST;
    return key === "End" ? widest() : null;
  }
}
