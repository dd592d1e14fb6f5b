// What to give up when nothing was found. No DOM here.

import { countFor } from './find.js';
import { limitsOf, withoutExclusion, withoutFacet, withoutLimits } from './narrowing.js';
import { phrase, pieces } from './query.js';
import { formatHash, PAGE_SIZE } from './state.js';

/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */
/** @typedef {import("./context.js").Searching} Searching */
/** @typedef {import("./state.js").State} State */
/** @typedef {{ limit: import("./narrowing.js").Limit } | { exclusion: string } | { order: string } | { word: string } | { all: "limits" | "query" }} GivenUp */
/** @typedef {{ givenUp: GivenUp, state: State }} Try */
/** @typedef {Try & { total: number }} Relaxation */

const MAX_RELAXATIONS = 8;
/** Leaving out one piece of a pasted page helps nobody, and each try is a copy of the query. */
const MAX_PIECES = 12;

/**
 * Each single filter, exclusion and word, then all filters or the whole query, with the number of
 * cases one would find without. Only what leads somewhere.
 *
 * @param {Searching} engine
 * @param {SearchResponse} response
 * @param {State} state
 * @param {import("../i18n/index.js").UiLang} lang
 * @returns {Relaxation[]}
 */
export function relaxations(engine, response, state, lang) {
  const seen = new Set();
  return [...lessLimited(engine, response, state), ...lessAsked(state), ...withoutAll(engine, state)]
    .filter(({ state }) => !seen.has(formatHash(state)) && seen.add(formatHash(state)))
    .map((attempt) => ({ ...attempt, total: countFor(engine, attempt.state, lang) }))
    .filter(({ total }) => total > 0)
    .slice(0, MAX_RELAXATIONS);
}

/**
 * @param {Searching} engine
 * @param {SearchResponse} response
 * @param {State} state
 * @returns {Try[]}
 */
function lessLimited(engine, response, state) {
  const { excluded } = response;
  const words = excluded.length > MAX_PIECES ? [] : new Set(excluded);
  return [
    ...limitsOf(response, state).map((limit) => ({ givenUp: { limit }, state: withoutFacet(engine, state, limit.facet) })),
    ...[...words].map((word) => ({ givenUp: { exclusion: word }, state: withoutExclusion(engine, state, word) })),
  ];
}

/**
 * @param {State} state
 * @returns {Try[]}
 */
function lessAsked(state) {
  const all = pieces(state.query);
  if (all.length > MAX_PIECES) return [];
  return all.flatMap((piece, i) => {
    const inside = phrase(piece);
    const before = all.slice(0, i);
    const after = all.slice(i + 1);
    const loosened = inside === null ? [] : [{ givenUp: { order: inside }, state: asking(...before, inside, ...after) }];
    if (all.length === 1) return loosened;
    return [...loosened, { givenUp: { word: inside ?? piece }, state: asking(...before, ...after) }];
  });

  /** @param {...string} pieces */
  function asking(...pieces) {
    return { ...state, query: pieces.join(" "), show: PAGE_SIZE };
  }
}

/**
 * @param {Searching} engine
 * @param {State} state
 * @returns {Try[]}
 */
function withoutAll(engine, state) {
  /** @type {Try[]} */
  const tries = [{ givenUp: { all: "limits" }, state: withoutLimits(engine, state) }];
  if (state.query.trim() !== "") tries.push({ givenUp: { all: "query" }, state: { ...state, query: "", exact: false, show: PAGE_SIZE } });
  return tries;
}
