// Where a case speaks of what a log says. No DOM here.

/** Longer pieces of a line say no more about where a case quotes it. */
const MAX_QUOTED = 200;

/**
 * The section of a case that speaks of a line of a log.
 *
 * @param {import("../engine/context.js").Searching} engine
 * @param {string} id
 * @param {string} words
 * @param {import("../i18n/index.js").UiLang} lang
 */
export function quotedIn(engine, id, words, lang) {
  // Nothing of a log is syntax.
  const plain = words.slice(0, MAX_QUOTED).replace(/[^\p{L}\p{N}._/]+/gu, " ");
  return engine.search({ query: `id:${id} ${plain}`, limit: 1, lang }).hits[0]?.section ?? null;
}
