// A piece of a log that the collection knows, for those who have none at hand: lines that a case quotes.

/** @typedef {import("../engine/context.js").LogEngine} LogEngine */
/** @typedef {import("../i18n/index.js").UiLang} UiLang */

/** So many cases are looked into, the most severe first. */
const CANDIDATES = 12;

/** No log holds one; what has none looks like one. */
const PLACEHOLDER = /<[\p{L}\p{N}-]+>/u;
/** As lines say that people paste. */
const COMPLAINT = /error|fail|panic|fatal|denied|refused|expired|timeout|cannot|unable|not found/i;

/**
 * @param {LogEngine} engine
 * @param {UiLang} lang
 */
function candidates(engine, lang) {
  return engine.search({ sort: "severity", limit: CANDIDATES, lang }).hits;
}

/**
 * Whether there is an example; cheaper than making it.
 *
 * @param {LogEngine} engine
 * @param {UiLang} lang
 */
export function hasLogExample(engine, lang) {
  return candidates(engine, lang).some(({ id }) => engine.getCase(id, { lang }).signatures.length > 0);
}

/**
 * @param {LogEngine} engine
 * @param {UiLang} lang
 * @returns {string | null} Lines by which the module finds the case that quotes them.
 */
export function logExample(engine, lang) {
  const quoted = candidates(engine, lang)
    .filter(({ id }) => engine.getCase(id, { lang }).signatures.length > 0)
    .map(({ id }) => quotedLines(engine, id, lang))
    .filter((lines) => lines.length > 0);
  const [best] = quoted.sort((a, b) => likeness(b) - likeness(a));
  return best?.join("\n") ?? null;
}

/**
 * How much lines look like a log that someone would paste.
 *
 * @param {string[]} lines
 */
function likeness(lines) {
  const text = lines.join("\n");
  return Number(COMPLAINT.test(text)) + Number(!PLACEHOLDER.test(text)) + Number(lines.length > 1);
}

/**
 * What a case quotes around its own signature.
 *
 * @param {LogEngine} engine
 * @param {string} id
 * @param {UiLang} lang
 * @returns {string[]}
 */
function quotedLines(engine, id, lang) {
  const blocks = [...engine.renderCase(id, { lang }).querySelectorAll("pre")].map((block) => block.textContent ?? "");
  for (const block of blocks) {
    const [first] = engine.matchLog(block, { lang }).hits;
    const [evidence] = first?.id === id && first.kind === "signature" ? first.evidence : [];
    if (!evidence || evidence.text.cutBefore || evidence.text.cutAfter) continue;
    const { before, text, after } = evidence;
    return [...before, text.text, ...after].filter((line) => line.trim() !== "");
  }
  return [];
}
