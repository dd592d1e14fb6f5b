// A piece of a log that the collection knows, for those who have none at hand: lines that a case quotes.

import { getCase, matchLog, renderCase, search } from '../pkg/casebook.js';

/** @typedef {import("./i18n.js").UiLang} UiLang */

/** So many cases are looked into, the most severe first. */
const CANDIDATES = 12;

/** No log holds one; what has none looks like one. */
const PLACEHOLDER = /<[\p{L}\p{N}-]+>/u;

/** @param {UiLang} lang */
function candidates(lang) {
  return search({ sort: "severity", limit: CANDIDATES, lang }).hits;
}

/**
 * Whether there is an example; cheaper than making it.
 *
 * @param {UiLang} lang
 */
export function hasLogExample(lang) {
  return candidates(lang).some(({ id }) => getCase(id, { lang }).signatures.length > 0);
}

/**
 * @param {UiLang} lang
 * @returns {string | null} Lines by which the module finds the case that quotes them.
 */
export function logExample(lang) {
  /** @type {string | null} */
  let fallback = null;
  for (const { id } of candidates(lang)) {
    if (getCase(id, { lang }).signatures.length === 0) continue;
    const lines = quotedLines(id, lang);
    if (lines.length === 0) continue;
    const text = lines.join("\n");
    if (lines.length > 1 && !PLACEHOLDER.test(text)) return text;
    fallback ??= text;
  }
  return fallback;
}

/**
 * What a case quotes around its own signature.
 *
 * @param {string} id
 * @param {UiLang} lang
 * @returns {string[]}
 */
function quotedLines(id, lang) {
  const blocks = [...renderCase(id, { lang }).querySelectorAll("pre")].map((block) => block.textContent ?? "");
  for (const block of blocks) {
    const [first] = matchLog(block, { lang }).hits;
    const [evidence] = first?.id === id && first.kind === "signature" ? first.evidence : [];
    if (!evidence || evidence.text.cutBefore || evidence.text.cutAfter) continue;
    const { before, text, after } = evidence;
    return [...before, text.text, ...after].filter((line) => line.trim() !== "");
  }
  return [];
}
