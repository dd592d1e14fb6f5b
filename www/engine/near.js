// What may have been meant where nothing was found: words that look alike, and cases that come near.
// No DOM here.

import { countFor } from './find.js';
import { formatHash, noFilters, PAGE_SIZE } from './state.js';

/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */
/** @typedef {import("../../pkg/casebook.js").Hit} Hit */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../i18n/index.js").UiLang} UiLang */
/** @typedef {import("./context.js").Engine} Engine */
/** @typedef {{ word: string, state: State, total: number }} NearWord */

const MAX_WORDS = 4;
const MAX_CASES = 3;
/** Of a pasted page, the first words that no case holds say enough. */
const MAX_UNKNOWN = 3;
const MAX_TRIES = 12;
/** Share of pairs of letters that two words have in common, from which on they look alike. */
const ALIKE = 0.4;

/**
 * Words of the collection that resemble those which no case holds.
 *
 * @param {Engine} engine
 * @param {State} state
 * @param {UiLang} lang
 * @returns {NearWord[]}
 */
export function nearWords(engine, state, lang) {
  const { corrections, dropped } = engine.search({ query: state.query, limit: 0, lang });
  const pairs = [
    ...corrections.flatMap(({ from, to }) => to.map((word) => ({ from, word }))),
    ...dropped.slice(0, MAX_UNKNOWN).flatMap((from) => lookingAlike(engine, from).map((word) => ({ from, word }))),
  ];
  const seen = new Set([formatHash(state)]);
  return pairs
    .slice(0, MAX_TRIES)
    .map(({ from, word }) => ({ word, state: { ...state, query: state.query.replace(from, () => word), exact: false, show: PAGE_SIZE } }))
    .filter(({ state }) => !seen.has(formatHash(state)) && seen.add(formatHash(state)))
    .map((near) => ({ ...near, total: countFor(engine, near.state, lang) }))
    .filter(({ total }) => total > 0)
    .slice(0, MAX_WORDS);
}

/**
 * The cases that one would find without filters, exclusions and exactness.
 *
 * @param {Engine} engine
 * @param {SearchResponse} response
 * @param {State} state
 * @param {NearWord[]} words
 * @param {UiLang} lang
 * @returns {Hit[]}
 */
export function nearCases(engine, { excluded, fields }, state, words, lang) {
  const asked = state.query.split(/\s+/).filter((piece) => !isLimit(piece, excluded, fields.length > 0)).join(" ");
  for (const query of [asked, ...words.map(({ word }) => word)]) {
    if (query.trim() === "") continue;
    const { hits } = engine.search({ query, filters: noFilters(), limit: MAX_CASES, lang });
    if (hits.length > 0) return hits;
  }
  return [];
}

/**
 * @param {string} piece
 * @param {string[]} excluded
 * @param {boolean} hasFields
 */
function isLimit(piece, excluded, hasFields) {
  return excluded.some((word) => piece === `-${word}`) || (hasFields && /^\p{L}+[:：]/u.test(piece));
}

/**
 * @param {Engine} engine
 * @param {string} unknown
 */
function lookingAlike(engine, unknown) {
  const wanted = letterPairs(unknown);
  return names(engine)
    .map((word) => ({ word, alike: likeness(wanted, letterPairs(word)) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MAX_WORDS)
    .map(({ word }) => word);
}

/**
 * The words by which the collection is ordered.
 *
 * @param {Engine} engine
 */
function names(engine) {
  const { components, types, tags } = engine.taxonomy();
  return [...new Set([...tags, ...[...components, ...types].flatMap(({ label }) => Object.values(label))])];
}

/** @param {string} word */
function letterPairs(word) {
  const letters = [...word.toLowerCase()];
  return new Set(letters.slice(1).map((letter, i) => (letters[i] ?? "") + letter));
}

/**
 * Dice's coefficient.
 *
 * @param {Set<string>} a
 * @param {Set<string>} b
 */
function likeness(a, b) {
  if (a.size + b.size === 0) return 0;
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}
