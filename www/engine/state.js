// The URL hash is the whole state of the page. Pure functions between the two; garbage is
// ignored, never an error.
//
//   #/?q=证书&component=k3s,network&sort=updated
//   #/?q=kubelt&exact=1
//   #/case/K-006/根因分析?q=证书
//   #/log, and #/case/K-006?log=1: beside a pasted log, which itself is in no address

import { clipped } from './query.js';

/** @typedef {import("../../pkg/casebook.js").Facet} Facet */
/** @typedef {import("../../pkg/casebook.js").Sort} Sort */
/** @typedef {Record<Facet, string[]>} Chosen */

/**
 * @typedef {object} State
 * @property {string} query
 * @property {boolean} exact Whether the engine is to search for what was typed and nothing else.
 * @property {Chosen} filters
 * @property {Sort} sort
 * @property {number} show How many results are listed.
 * @property {import("../i18n/index.js").UiLang | null} lang Language of the page, when the reader chose one.
 * @property {string | null} edition Language of the opened case, when the reader chose one.
 * @property {boolean} log A log is looked at, instead of a search.
 * @property {{ id: string, anchor: string | null } | null} open The case that is being read.
 */

/** @type {readonly Facet[]} */
export const FACETS = ["component", "severity", "type", "status", "tag"];

/** @type {readonly Sort[]} */
export const SORTS = ["relevance", "severity", "updated"];

export const PAGE_SIZE = 50;

const MAX_SHOWN = 2000;

/** @returns {State} */
export function emptyState() {
  return { query: "", exact: false, filters: noFilters(), sort: "relevance", show: PAGE_SIZE, lang: null, edition: null, log: false, open: null };
}

/** @returns {Chosen} */
export function noFilters() {
  return { component: [], severity: [], type: [], status: [], tag: [] };
}

/**
 * @param {string} hash `location.hash`, with or without its `#`.
 * @returns {State}
 */
export function parseHash(hash) {
  const state = emptyState();
  const [path = "", ...rest] = hash.replace(/^#/, "").split("?");
  const [root, kind, id, anchor] = path.split("/");
  if (root === "" && kind === "case" && id) {
    state.open = { id: decode(id), anchor: anchor ? decode(anchor) : null };
  }
  if (root === "" && kind === "log") state.log = true;
  for (const pair of rest.join("?").split("&")) {
    const at = pair.indexOf("=");
    if (at > 0) readParameter(state, pair.slice(0, at), pair.slice(at + 1).replaceAll("+", " "));
  }
  return state;
}

/**
 * What of a hash says nothing to this page, as when a link was cut, or is of another version.
 *
 * @param {string} hash
 * @returns {string[]} Decoded.
 */
export function unreadPieces(hash) {
  const [path = "", ...rest] = hash.replace(/^#/, "").split("?");
  const isPath = /^(\/(log|case\/[^/]+(\/[^/]*)?)?)?$/.test(path);
  const pairs = rest.join("?").split("&").filter((pair) => pair !== "" && !isParameter(pair));
  return [...(isPath ? [] : [path]), ...pairs].map(decode);
}

/** @param {string} pair */
function isParameter(pair) {
  const [name = "", raw = ""] = pair.split("=");
  if (name === "sort") return SORTS.some((sort) => sort === raw);
  if (name === "lang") return raw === "en" || raw === "zh-CN";
  if (name === "show") return /^\d+$/.test(raw);
  return pair.includes("=") && ["q", "exact", "log", "edition", ...FACETS].includes(name);
}

/**
 * @param {State} state
 * @param {string} name
 * @param {string} raw Still percent-encoded, so that an encoded comma stays inside its value.
 */
function readParameter(state, name, raw) {
  const facet = FACETS.find((f) => f === name);
  if (facet) {
    state.filters[facet] = [...new Set(raw.split(",").map(decode).filter(Boolean))];
  } else if (name === "q") {
    state.query = clipped(decode(raw));
  } else if (name === "exact") {
    state.exact = raw === "1";
  } else if (name === "sort") {
    state.sort = SORTS.find((s) => s === raw) ?? "relevance";
  } else if (name === "show") {
    const count = Number.parseInt(raw, 10);
    if (count > PAGE_SIZE) state.show = Math.min(count, MAX_SHOWN);
  } else if (name === "lang") {
    state.lang = raw === "en" || raw === "zh-CN" ? raw : null;
  } else if (name === "log") {
    state.log = raw === "1";
  } else if (name === "edition") {
    state.edition = decode(raw) || null;
  }
}

/**
 * @param {State} state
 * @returns {string} The canonical hash: the same state always gives the same text.
 */
export function formatHash(state) {
  const { open } = state;
  const path = open ? `case/${encode(open.id)}${open.anchor ? `/${encode(open.anchor)}` : ""}` : state.log ? "log" : "";
  const parameters = [];
  if (open && state.log) parameters.push("log=1");
  if (state.query) parameters.push(`q=${encode(state.query)}`);
  if (state.query && state.exact) parameters.push("exact=1");
  for (const facet of FACETS) {
    const values = state.filters[facet];
    if (values.length > 0) parameters.push(`${facet}=${values.map(encode).join(",")}`);
  }
  if (state.sort !== "relevance") parameters.push(`sort=${state.sort}`);
  if (state.show !== PAGE_SIZE) parameters.push(`show=${state.show}`);
  if (open && state.edition) parameters.push(`edition=${encode(state.edition)}`);
  if (state.lang) parameters.push(`lang=${state.lang}`);
  return `#/${path}${parameters.length > 0 ? `?${parameters.join("&")}` : ""}`;
}

/**
 * The state with another query. A new question is asked as usual, whatever the last one needed.
 *
 * @param {State} state
 * @param {string} query
 * @returns {State}
 */
export function withQuery(state, query) {
  return { ...state, query, exact: false, log: false, show: PAGE_SIZE };
}

/**
 * The page with a log instead of a search.
 *
 * @param {State} state
 * @returns {State}
 */
export function withLog(state) {
  return { ...emptyState(), lang: state.lang, log: true };
}

/**
 * The state with one case opened. Search and filters stay, so that the way back leads to the list.
 *
 * @param {State} state
 * @param {string} id
 * @param {string | null} [anchor]
 * @returns {State}
 */
export function withCase(state, id, anchor = null) {
  const sameCase = state.open?.id.toLowerCase() === id.toLowerCase();
  return { ...state, open: { id, anchor }, edition: sameCase ? state.edition : null };
}

/**
 * @param {State} state
 * @returns {State}
 */
export function withoutCase(state) {
  return { ...state, open: null, edition: null };
}

/**
 * @param {State} state
 * @param {Facet} facet
 * @param {string} key
 * @returns {State} With the value chosen if it was not, and not if it was.
 */
export function toggled(state, facet, key) {
  const values = state.filters[facet];
  const next = values.includes(key) ? values.filter((v) => v !== key) : [...values, key];
  return { ...state, filters: { ...state.filters, [facet]: next }, show: PAGE_SIZE };
}

/**
 * @param {Chosen} filters
 * @returns {{ facet: Facet, key: string }[]}
 */
export function chosenValues(filters) {
  return FACETS.flatMap((facet) => filters[facet].map((key) => ({ facet, key })));
}

/**
 * Whether nothing is asked for: the page as it is first seen.
 *
 * @param {State} state
 */
export function asksForAll(state) {
  return state.query.trim() === "" && chosenValues(state.filters).length === 0;
}

/** @param {string} text */
function encode(text) {
  // A lone surrogate, as from a cut emoji, would make encodeURIComponent throw.
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, "\uFFFD"));
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
