// The questions that the page asks the module. No DOM here.

import { search, taxonomy } from '../pkg/casebook.js';
import { chosenValues, noFilters, toggled } from './state.js';

/** @typedef {import("../pkg/casebook.js").SearchResponse} SearchResponse */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./i18n.js").UiLang} UiLang */

const MAX_LIMIT = 100;

/**
 * The list that the state describes, in as many pages as the engine needs.
 *
 * @param {State} state
 * @param {UiLang} lang
 * @returns {SearchResponse}
 */
export function find(state, lang) {
  const request = { query: state.query, filters: state.filters, sort: state.sort, lang };
  const answer = search({ ...request, limit: Math.min(state.show, MAX_LIMIT) });
  const wanted = Math.min(state.show, answer.total);
  while (answer.hits.length < wanted) {
    const limit = Math.min(wanted - answer.hits.length, MAX_LIMIT);
    const page = search({ ...request, offset: answer.hits.length, limit });
    if (page.hits.length === 0) break;
    answer.hits.push(...page.hits);
  }
  return answer;
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
      return { key, counts: new Map(facets.type.map((t) => [t.key, t.count])) };
    });
    return types.map(({ key: type }) => {
      const cell = bySeverity.map(({ key, counts }) => ({ key, count: counts.get(type) ?? 0 }));
      return { component, type, severities: cell.filter((s) => s.count > 0), count: cell.reduce((sum, s) => sum + s.count, 0) };
    });
  });
}

/** @typedef {{ state: State, total: number, word?: string, value?: { facet: import("./state.js").Facet, key: string }, all?: "filters" | "query" }} Relaxation */

const MAX_RELAXATIONS = 8;

/**
 * What to give up when nothing was found, with what one would find: each single filter and word,
 * then all filters or the whole query. Only what leads somewhere, most cases last to least.
 *
 * @param {State} state
 * @param {UiLang} lang
 * @returns {Relaxation[]}
 */
export function relaxations(state, lang) {
  const values = chosenValues(state.filters);
  const words = state.query.split(/\s+/).filter(Boolean);
  // Leaving out one word of a pasted page helps nobody, and each try is a copy of the query.
  const leaveOut = words.length > 1 && words.length <= MAX_RELAXATIONS * 2;
  /** @type {Omit<Relaxation, "total">[]} */
  const tries = values.map((value) => ({ value, state: toggled(state, value.facet, value.key) }));
  if (leaveOut) {
    for (const [i, word] of words.entries()) {
      tries.push({ word, state: { ...state, query: words.filter((_, k) => k !== i).join(" ") } });
    }
  }
  if (values.length > 1) tries.push({ all: "filters", state: { ...state, filters: noFilters() } });
  if (words.length > 0) tries.push({ all: "query", state: { ...state, query: "" } });
  return tries
    .slice(-MAX_RELAXATIONS * 2)
    .map((t) => ({ ...t, total: search({ query: t.state.query, filters: t.state.filters, lang, limit: 0 }).total }))
    .filter((t) => t.total > 0)
    .slice(0, MAX_RELAXATIONS);
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
  for (const { key } of taxonomy().components) {
    const [hit] = search({ filters: { component: [key] }, sort: "severity", limit: 1, lang }).hits;
    const usable = hit?.tags.filter((tag) => !seen.has(tag.toLowerCase()) && works(tag, lang)) ?? [];
    const tag = usable.find((t) => isHan(t) === (lang === "zh-CN" && found.length % 2 === 0)) ?? usable[0];
    if (!tag) continue;
    seen.add(tag.toLowerCase());
    found.push(tag);
  }
  return found.slice(0, EXAMPLES);
}

/**
 * @param {string} query
 * @param {UiLang} lang
 */
function works(query, lang) {
  const { total, dropped, match } = search({ query, limit: 0, lang });
  return total > 0 && match === "all" && dropped.length === 0;
}

/** @param {string} text */
function isHan(text) {
  return /\p{Script=Han}/u.test(text);
}
