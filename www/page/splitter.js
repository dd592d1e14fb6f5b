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
  const width = createWidth(columns);
  const node = h("div", {
    class: "splitter",
    role: "separator",
    tabindex: 0,
    "aria-orientation": "vertical",
    "aria-label": t.splitter,
    title: t.splitterHint,
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    ondblclick: () => {
      width.reset();
      show();
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const to = targetOf(event, width);
      if (to === null) return;
      event.preventDefault();
      width.resize(to);
      width.keep();
      show();
    },
  });
  listenToPointer(node, width, show);
  return {
    node,
    update(column) {
      width.of(column);
      show();
    },
  };

  function show() {
    node.setAttribute("aria-controls", columns[width.column()].id);
    node.setAttribute("aria-valuenow", String(Math.round(width.share() * 100)));
  }
}

/** @typedef {ReturnType<typeof createWidth>} Width */

/**
 * How wide the columns are. Only one of them is seen at a time, and is the one that is meant.
 *
 * @param {Record<Column, HTMLElement>} columns
 */
function createWidth(columns) {
  /** @type {Column} */
  let column = "list";
  for (const name of /** @type {Column[]} */ (["list", "log"])) apply(name, storedWidth(name));

  const now = () => columns[column].getBoundingClientRect().width;
  return {
    column: () => column,
    /** @param {Column} next */
    of(next) {
      column = next;
    },
    now,
    /** Where it is between the limits, from 0 to 1. */
    share: () => Math.min(Math.max((now() - NARROWEST) / (widest() - NARROWEST || 1), 0), 1),
    /** @param {number} share */
    at: (share) => NARROWEST + share * (widest() - NARROWEST),
    /** @param {number} pixels */
    resize(pixels) {
      apply(column, Math.round(Math.min(Math.max(pixels, NARROWEST), widest())));
    },
    keep() {
      storePreference(`${column}-width`, String(Math.round(now())));
    },
    reset() {
      storePreference(`${column}-width`, "");
      apply(column, null);
    },
  };
}

function widest() {
  return Math.max(innerWidth * WIDEST, NARROWEST);
}

/**
 * @param {Column} column
 * @param {number | null} pixels `null`: as wide as the style sheet says.
 */
function apply(column, pixels) {
  const { style } = document.documentElement;
  if (pixels === null) style.removeProperty(`--${column}-width`);
  else style.setProperty(`--${column}-width`, `${pixels}px`);
}

/**
 * Dragging, and the click that is no drag.
 *
 * @param {HTMLElement} node
 * @param {Width} width
 * @param {() => void} changed
 */
function listenToPointer(node, width, changed) {
  /** @type {{ x: number, width: number, moved: boolean } | null} */
  let drag = null;
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    // Else the browser would begin to select or to drag something by itself, and cancel ours.
    event.preventDefault();
    node.focus({ preventScroll: true });
    node.setPointerCapture(event.pointerId);
    drag = { x: event.clientX, width: width.now(), moved: false };
  });
  node.addEventListener("pointermove", move);
  node.addEventListener("pointerup", (event) => {
    if (!drag) return;
    // Of the last movement, only the release may be told.
    move(event);
    const { moved } = drag;
    drag = null;
    node.releasePointerCapture(event.pointerId);
    if (!moved) width.resize(nextPlace(width));
    width.keep();
    changed();
  });
  node.addEventListener("pointercancel", () => {
    drag = null;
  });

  /** @param {PointerEvent} event */
  function move(event) {
    if (!drag) return;
    const by = event.clientX - drag.x;
    if (!drag.moved && Math.abs(by) < CLICK) return;
    drag.moved = true;
    width.resize(drag.width + by);
    changed();
  }
}

/** @param {Width} width */
function nextPlace(width) {
  const now = width.share();
  return width.at(PLACES.find((place) => place > now + 0.01) ?? PLACES[0] ?? 0);
}

/**
 * How wide a key makes the column; `null` for a key that does not.
 *
 * @param {KeyboardEvent} event
 * @param {Width} width
 */
function targetOf({ key, ctrlKey, metaKey, altKey }, width) {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === "ArrowLeft") return width.now() - STEP;
  if (key === "ArrowRight") return width.now() + STEP;
  if (key === "Home") return NARROWEST;
  return key === "End" ? widest() : null;
}
