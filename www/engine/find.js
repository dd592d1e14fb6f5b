// The questions that the page asks the module. No DOM here.

import { search, taxonomy } from '../../pkg/casebook.js';

/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */
/** @typedef {import("../../pkg/casebook.js").Hit} Hit */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../i18n/index.js").UiLang} UiLang */

const MAX_LIMIT = 100;

/**
 * The list that the state describes.
 *
 * @param {State} state
 * @param {UiLang} lang
 * @param {typeof search} [ask] The engine's, if it is not the module's own.
 * @returns {SearchResponse}
 */
export function find(state, lang, ask = search) {
  const answer = findFirst(state, lang, state.show, ask);
  findRest(answer, state, lang, ask);
  return answer;
}

/**
 * The same, but no more than the first hits.
 *
 * @param {State} state
 * @param {UiLang} lang
 * @param {number} most
 * @param {typeof search} [ask]
 */
export function findFirst(state, lang, most, ask = search) {
  return ask({ ...requestFor(state, lang), limit: Math.min(state.show, most, MAX_LIMIT) });
}

/**
 * Completes an answer to what the state describes, in as many pages as the engine needs.
 *
 * @param {SearchResponse} answer
 * @param {State} state
 * @param {UiLang} lang
 * @param {typeof search} [ask]
 * @returns {Hit[]} What has come to it.
 */
export function findRest(answer, state, lang, ask = search) {
  const first = answer.hits.length;
  const wanted = Math.min(state.show, answer.total);
  while (answer.hits.length < wanted) {
    const limit = Math.min(wanted - answer.hits.length, MAX_LIMIT);
    const page = ask({ ...requestFor(state, lang), offset: answer.hits.length, limit });
    if (page.hits.length === 0) break;
    answer.hits.push(...page.hits);
  }
  return answer.hits.slice(first);
}

/**
 * How many cases the state would list.
 *
 * @param {State} state
 * @param {UiLang} lang
 * @param {typeof search} [ask]
 */
export function countFor(state, lang, ask = search) {
  return ask({ ...requestFor(state, lang), limit: 0 }).total;
}

/**
 * @param {State} state
 * @param {UiLang} lang
 */
function requestFor(state, lang) {
  return { query: state.query, verbatim: state.exact, filters: state.filters, sort: state.sort, lang };
}

/** @typedef {{ component: string, type: string, severities: { key: string, count: number }[], count: number }} Cell */

/**
 * How many cases of each severity every component has of every fault type.
 *
 * @returns {Cell[][]} Rows are components, columns are types, both in the collection's order.
 */
export function overview() {
  const { components, types, severities } = taxonomy();
  return components.map(({ key: component }) => {
    const bySeverity = severities.map(({ key }) => {
      const { facets } = search({ filters: { component: [component], severity: [key] }, limit: 0 });
      return { key, counts: facets.type };
    });
    return types.map(({ key: type }, i) => {
      const cell = bySeverity.map(({ key, counts }) => ({ key, count: counts[i] ?? 0 }));
      return { component, type, severities: cell.filter((s) => s.count > 0), count: cell.reduce((sum, s) => sum + s.count, 0) };
    });
  });
}

const HIGHLIGHTS = 5;

/**
 * Cases for the first look: the latest of the most severe, and the latest of the others.
 *
 * @param {UiLang} lang
 * @returns {{ severe: { severity: string, total: number, hits: Hit[] } | null, recent: { total: number, hits: Hit[] } }}
 */
export function highlights(lang) {
  const severe = mostSevere(lang);
  const seen = new Set(severe?.hits.map(({ id }) => id));
  const { total, hits } = search({ sort: "updated", limit: 2 * HIGHLIGHTS, lang });
  return { severe, recent: { total, hits: hits.filter(({ id }) => !seen.has(id)).slice(0, HIGHLIGHTS) } };
}

/** @param {UiLang} lang */
function mostSevere(lang) {
  for (const { key: severity } of taxonomy().severities) {
    const { total, hits } = search({ filters: { severity: [severity] }, sort: "updated", limit: HIGHLIGHTS, lang });
    if (total > 0) return { severity, total, hits };
  }
  return null;
}

const EXAMPLES = 5;

/**
 * Queries that find something: error texts and tags that real cases carry, of several components.
 *
 * @param {UiLang} lang
 * @returns {string[]}
 */
export function exampleQueries(lang) {
  const seen = new Set();
  const found = [];
  for (const { key } of taxonomy().components.slice(0, EXAMPLES)) {
    const [hit] = search({ filters: { component: [key] }, sort: "severity", limit: 1, lang }).hits;
    const inHan = lang === "zh-CN" && found.length % 2 === 0;
    // Each look is a search: the tags that suit best come first, and the first that works is taken.
    const tags = [...(hit?.tags ?? [])].sort((a, b) => Number(isHan(b) === inHan) - Number(isHan(a) === inHan));
    const tag = tags.find((candidate) => !seen.has(candidate.toLowerCase()) && works(candidate, lang));
    if (!tag) continue;
    seen.add(tag.toLowerCase());
    found.push(tag);
  }
  return found;
}

/**
 * Whether a query finds what it says, without anything having been put right or left out.
 *
 * @param {string} query
 * @param {UiLang} lang
 */
function works(query, lang) {
  return search({ query, verbatim: true, limit: 0, lang }).total > 0;
}

/** Longer pieces of a line say no more about where a case quotes it. */
const MAX_QUOTED = 200;

/**
 * The section of a case that speaks of a line of a log.
 *
 * @param {string} id
 * @param {string} words
 * @param {UiLang} lang
 */
export function quotedIn(id, words, lang) {
  // Nothing of a log is syntax.
  const plain = words.slice(0, MAX_QUOTED).replace(/[^\p{L}\p{N}._/]+/gu, " ");
  return search({ query: `id:${id} ${plain}`, limit: 1, lang }).hits[0]?.section ?? null;
}

/** @param {string} text */
function isHan(text) {
  return /\p{Script=Han}/u.test(text);
}
