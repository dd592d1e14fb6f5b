// How many cases there are, what was done to the query, and the way to have it otherwise.

import { focusIn, h } from '../dom/elements.js';
import { hasWords } from '../engine/query.js';
import { asksForAll, PAGE_SIZE } from '../engine/state.js';

/** @typedef {import("../i18n/index.js").Strings} Strings */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} SummaryView
 * @property {HTMLElement} heading
 * @property {HTMLElement} how What was done to the query, with the button to have it otherwise.
 * @property {(response: SearchResponse, state: State) => void} update
 * @property {() => void} fail
 */

/**
 * The button stays the same while its meaning changes, so that the focus stays, too.
 *
 * @param {Strings} t
 * @param {import("../engine/router.js").Router} router
 * @param {HTMLElement} searchField Gets the focus when the button is gone.
 * @returns {SummaryView}
 */
export function createSummary(t, router, searchField) {
  const heading = h("h2", { class: "list-heading" });
  const remark = h("span");
  const exact = h("button", { type: "button", class: "link", "data-key": "exact", onclick: () => {
    const state = router.state();
    router.push({ ...state, exact: !state.exact, show: PAGE_SIZE });
  } });
  const how = h("p", { class: "how" }, remark, " ", exact);
  return {
    heading,
    how,
    update(response, state) {
      heading.textContent = countLine(response, state, t);
      remark.textContent = remarks(response, state, t).join(t.sentenceSpace);
      exact.textContent = state.exact ? t.searchAsUsual : t.searchExactly;
      const offered = asks(state) && (state.exact || isRelaxed(response));
      if (!offered && focusIn(exact) === exact) searchField.focus();
      exact.hidden = !offered;
      how.hidden = !offered && remark.textContent === "";
    },
    fail() {
      heading.textContent = t.searchFailed;
      how.hidden = true;
    },
  };
}

/**
 * How many cases there are, and how many of them hold all that was asked for.
 *
 * @param {SearchResponse} response
 * @param {State} state
 * @param {Strings} t
 */
function countLine({ total, complete, dropped }, state, t) {
  if (asksForAll(state)) return t.allCases;
  if (total === 0) return t.foundNone;
  if (complete === 0 || complete === total) return t.found(total);
  return dropped.length > 0 ? t.foundRest(total, complete) : t.foundWhole(total, complete);
}

/**
 * The same and what was done to the query, for those who listen.
 *
 * @param {SearchResponse} response
 * @param {State} state
 * @param {Strings} t
 */
export function spoken(response, state, t) {
  return [countLine(response, state, t), ...remarks(response, state, t)].join(" ");
}

/**
 * What was done to the query, in whole sentences.
 *
 * @param {SearchResponse} response
 * @param {State} state
 * @param {Strings} t
 * @returns {string[]}
 */
function remarks({ total, complete, corrections, dropped, truncated }, state, t) {
  const asked = asks(state);
  const changes = firstOf(corrections.map(({ from, to }) => t.correction(t.quote(from), to.map(t.quote).join(t.or))), t);
  const all = [
    asked && state.exact && t.exactly,
    asked && !hasWords(state.query) && t.nothingAsked,
    truncated && t.truncated,
    corrections.length > 0 && t.corrected(changes.named.join(t.listComma) + changes.andMore),
    total > 0 && dropped.length > 0 && t.dropped(quoted(dropped, t)),
    total > 0 && complete === 0 && t.closest,
  ];
  return all.filter((sentence) => sentence !== false);
}

/**
 * Whether searching for exactly what was typed would give another answer.
 *
 * @param {SearchResponse} response
 */
function isRelaxed({ total, complete, corrections, dropped }) {
  return total > 0 && (complete < total || corrections.length > 0 || dropped.length > 0);
}

/** @param {State} state */
function asks({ query }) {
  return query.trim() !== "";
}

const MAX_NAMED = 8;

/**
 * The first of many, as of a pasted log, and how many there are.
 *
 * @param {string[]} words
 * @param {Strings} t
 */
export function firstOf(words, t) {
  const all = [...new Set(words)];
  const rest = all.length - MAX_NAMED;
  return { named: all.slice(0, MAX_NAMED), andMore: rest > 0 ? t.andMore(all.length, rest) : "" };
}

/**
 * @param {string[]} words
 * @param {Strings} t
 */
export function quoted(words, t) {
  const { named, andMore } = firstOf(words, t);
  return named.map(t.quote).join(t.listComma) + andMore;
}
