// The list that a state describes, as the engine answers it. No DOM here.

/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */
/** @typedef {import("../../pkg/casebook.js").Hit} Hit */
/** @typedef {import("./context.js").Searching} Searching */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../i18n/index.js").UiLang} UiLang */

/** The engine gives out no more hits at once. */
const MAX_LIMIT = 100;

/**
 * The list that the state describes.
 *
 * @param {Searching} engine
 * @param {State} state
 * @param {UiLang} lang
 * @returns {SearchResponse}
 */
export function find(engine, state, lang) {
  const first = findFirst(engine, state, lang, state.show);
  return { ...first, hits: [...first.hits, ...findRest(engine, state, lang, first)] };
}

/**
 * The same, but no more than the first hits.
 *
 * @param {Searching} engine
 * @param {State} state
 * @param {UiLang} lang
 * @param {number} most
 * @returns {SearchResponse}
 */
export function findFirst(engine, state, lang, most) {
  return engine.search({ ...requestFor(state, lang), limit: Math.min(state.show, most, MAX_LIMIT) });
}

/**
 * The hits that an answer lacks of what the state describes, in as many pages as the engine needs.
 *
 * @param {Searching} engine
 * @param {State} state
 * @param {UiLang} lang
 * @param {SearchResponse} first An answer with the first hits; it stays as it is.
 * @returns {Hit[]}
 */
export function findRest(engine, state, lang, first) {
  const known = first.hits.length;
  const wanted = Math.min(state.show, first.total) - known;
  /** @type {Hit[]} */
  const rest = [];
  while (rest.length < wanted) {
    const limit = Math.min(wanted - rest.length, MAX_LIMIT);
    const page = engine.search({ ...requestFor(state, lang), offset: known + rest.length, limit });
    if (page.hits.length === 0) break;
    rest.push(...page.hits);
  }
  return rest;
}

/**
 * How many cases the state would list.
 *
 * @param {Searching} engine
 * @param {State} state
 * @param {UiLang} lang
 */
export function countFor(engine, state, lang) {
  return engine.search({ ...requestFor(state, lang), limit: 0 }).total;
}

/**
 * @param {State} state
 * @param {UiLang} lang
 */
function requestFor(state, lang) {
  return { query: state.query, verbatim: state.exact, filters: state.filters, sort: state.sort, lang };
}
