// What keeps cases out: chosen filters, and the exclusions and fields of the query; and the state
// without one of them. No DOM here.

import { search } from '../../pkg/casebook.js';
import { pieces } from './query.js';
import { FACETS, noFilters, PAGE_SIZE } from './state.js';

/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */
/** @typedef {import("./state.js").State} State */
/** @typedef {typeof search} Ask The engine's search, if it is not the module's own. */
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
 * @param {State} state
 * @param {Limit["facet"]} facet
 * @param {Ask} [ask]
 * @returns {State}
 */
export function withoutFacet(state, facet, ask) {
  const bare = withoutPieces(state, ({ fields }) => fields.some((field) => field.facet === facet), ask);
  return { ...bare, filters: facet === "id" ? state.filters : { ...state.filters, [facet]: [] } };
}

/**
 * @param {State} state
 * @param {string} word
 * @param {Ask} [ask]
 * @returns {State}
 */
export function withoutExclusion(state, word, ask) {
  return withoutPieces(state, ({ excluded }) => excluded.includes(word), ask);
}

/**
 * @param {State} state
 * @param {Field} field
 * @param {Ask} [ask]
 * @returns {State}
 */
export function withoutField(state, { facet, key }, ask) {
  return withoutPieces(state, ({ fields }) => fields.some((field) => field.facet === facet && field.key === key), ask);
}

/**
 * The state without any filter or exclusion, chosen or typed.
 *
 * @param {State} state
 * @param {Ask} [ask]
 * @returns {State}
 */
export function withoutLimits(state, ask) {
  const bare = withoutPieces(state, ({ excluded, fields }) => excluded.length + fields.length > 0, ask);
  return { ...bare, filters: noFilters() };
}

/**
 * The state without those pieces of its query of which the engine says what is unwanted. It is asked
 * because it alone knows what is syntax: `-n` may be an option, `x509:` the beginning of an error.
 *
 * @param {State} state
 * @param {(meaning: SearchResponse) => boolean} unwanted
 * @param {Ask} [ask]
 * @returns {State}
 */
function withoutPieces(state, unwanted, ask = search) {
  const kept = pieces(state.query).filter((piece) => !SYNTAX.test(piece) || !unwanted(ask({ query: piece, limit: 0 })));
  return { ...state, query: kept.join(" "), show: PAGE_SIZE };
}
