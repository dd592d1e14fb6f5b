// What the collection shows of itself where nothing has been asked. No DOM here.

/** @typedef {import("../../pkg/casebook.js").Hit} Hit */
/** @typedef {import("../engine/context.js").Engine} Engine */
/** @typedef {import("../i18n/index.js").UiLang} UiLang */

/** @typedef {{ component: string, type: string, severities: { key: string, count: number }[], count: number }} Cell */

/**
 * How many cases of each severity every component has of every fault type.
 *
 * @param {Engine} engine
 * @returns {Cell[][]} Rows are components, columns are types, both in the collection's order.
 */
export function overview(engine) {
  const { components, types, severities } = engine.taxonomy();
  return components.map(({ key: component }) => {
    const bySeverity = severities.map(({ key }) => {
      const { facets } = engine.search({ filters: { component: [component], severity: [key] }, limit: 0 });
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
 * @param {Engine} engine
 * @param {UiLang} lang
 * @returns {{ severe: { severity: string, total: number, hits: Hit[] } | null, recent: { total: number, hits: Hit[] } }}
 */
export function highlights(engine, lang) {
  const severe = mostSevere(engine, lang);
  const seen = new Set(severe?.hits.map(({ id }) => id));
  const { total, hits } = engine.search({ sort: "updated", limit: 2 * HIGHLIGHTS, lang });
  return { severe, recent: { total, hits: hits.filter(({ id }) => !seen.has(id)).slice(0, HIGHLIGHTS) } };
}

/**
 * @param {Engine} engine
 * @param {UiLang} lang
 */
function mostSevere(engine, lang) {
  for (const { key: severity } of engine.taxonomy().severities) {
    const { total, hits } = engine.search({ filters: { severity: [severity] }, sort: "updated", limit: HIGHLIGHTS, lang });
    if (total > 0) return { severity, total, hits };
  }
  return null;
}

const EXAMPLES = 5;

/**
 * Queries that find something: error texts and tags that real cases carry, of several components.
 *
 * @param {Engine} engine
 * @param {UiLang} lang
 * @returns {string[]}
 */
export function exampleQueries(engine, lang) {
  const seen = new Set();
  const found = [];
  for (const { key } of engine.taxonomy().components.slice(0, EXAMPLES)) {
    const [hit] = engine.search({ filters: { component: [key] }, sort: "severity", limit: 1, lang }).hits;
    const inHan = lang === "zh-CN" && found.length % 2 === 0;
    // Each look is a search: the tags that suit best come first, and the first that works is taken.
    const tags = [...(hit?.tags ?? [])].sort((a, b) => Number(isHan(b) === inHan) - Number(isHan(a) === inHan));
    const tag = tags.find((candidate) => !seen.has(candidate.toLowerCase()) && works(engine, candidate, lang));
    if (!tag) continue;
    seen.add(tag.toLowerCase());
    found.push(tag);
  }
  return found;
}

/**
 * Whether a query finds what it says, without anything having been put right or left out.
 *
 * @param {Engine} engine
 * @param {string} query
 * @param {UiLang} lang
 */
function works(engine, query, lang) {
  return engine.search({ query, verbatim: true, limit: 0, lang }).total > 0;
}

/** @param {string} text */
function isHan(text) {
  return /\p{Script=Han}/u.test(text);
}
