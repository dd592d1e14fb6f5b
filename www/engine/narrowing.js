// What keeps cases out: chosen filters, and the exclusions and fields of the query; and the state
// without one of them. No DOM here.

import { pieces } from './query.js';
import { FACETS, noFilters, PAGE_SIZE } from './state.js';

/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./context.js").Searching} Searching */
/** @typedef {SearchResponse["fields"][number]} Field */
/** @typedef {{ facet: Field["facet"], keys: string[] }} Limit Any of these values, chosen or typed. */

/** Only such a piece of a query may be more than text. */
const SYNTAX = /^-|[:：]/u;

/**
 * @param {SearchResponse} response
 * @param {State} state
 * @returns {Limit[]}
 */
export function limitsOf({ fields }, { filters }) {
  /** @type {Limit["facet"][]} */
  const facets = [...FACETS, "id"];
  return facets
    .map((facet) => {
      const chosen = facet === "id" ? [] : filters[facet];
      const typed = fields.filter((field) => field.facet === facet).map(({ key }) => key);
      return { facet, keys: [...new Set([...chosen, ...typed])] };
    })
    .filter(({ keys }) => keys.length > 0);
}

/**
 * The state with any value of a facet, whatever was chosen or typed.
 *
 * @param {Searching} engine
 * @param {State} state
 * @param {Limit["facet"]} facet
 * @returns {State}
 */
export function withoutFacet(engine, state, facet) {
  const bare = withoutPieces(engine, state, ({ fields }) => fields.some((field) => field.facet === facet));
  return { ...bare, filters: facet === "id" ? state.filters : { ...state.filters, [facet]: [] } };
}

/**
 * @param {Searching} engine
 * @param {State} state
 * @param {string} word
 * @returns {State}
 */
export function withoutExclusion(engine, state, word) {
  return withoutPieces(engine, state, ({ excluded }) => excluded.includes(word));
}

/**
 * @param {Searching} engine
 * @param {State} state
 * @param {Field} field
 * @returns {State}
 */
export function withoutField(engine, state, { facet, key }) {
  return withoutPieces(engine, state, ({ fields }) => fields.some((field) => field.facet === facet && field.key === key));
}

/**
 * The state without any filter or exclusion, chosen or typed.
 *
 * @param {Searching} engine
 * @param {State} state
 * @returns {State}
 */
export function withoutLimits(engine, state) {
  const bare = withoutPieces(engine, state, ({ excluded, fields }) => excluded.length + fields.length > 0);
  return { ...bare, filters: noFilters() };
}

/**
 * The state without those pieces of its query of which the engine says what is unwanted. It is asked
 * because it alone knows what is syntax: `-n` may be an option, `x509:` the beginning of an error.
 *
 * @param {Searching} engine
 * @param {State} state
 * @param {(meaning: SearchResponse) => boolean} unwanted
 * @returns {State}
 */
function withoutPieces(engine, state, unwanted) {
  const kept = pieces(state.query).filter((piece) => !SYNTAX.test(piece) || !unwanted(engine.search({ query: piece, limit: 0 })));
  return { ...state, query: kept.join(" "), show: PAGE_SIZE };
}
