// Labels of the collection in the language of the page.

/** @typedef {import("../../pkg/casebook.js").Facet} Facet */
/** @typedef {import("../../pkg/casebook.js").TaxonomyEntry} TaxonomyEntry */
/** @typedef {import("../i18n/index.js").UiLang} UiLang */

/**
 * @typedef {object} Vocabulary
 * @property {(facet: Facet | "id", key: string) => string} label The key itself when the collection has no such value.
 * @property {(facet: Facet) => TaxonomyEntry[]} entries In the collection's own order; none for tags.
 * @property {(facet: Facet) => string[]} keys Of every value, in the order in which the engine counts them.
 * @property {(severity: string) => number} severityRank 0 is the most severe.
 * @property {(sectionKey: string | null) => number} sectionNumber From 1; 0 for a section of no fixed place.
 */

/**
 * @param {import("../../pkg/casebook.js").Taxonomy} taxonomy
 * @param {UiLang} lang
 * @returns {Vocabulary}
 */
export function createVocabulary(taxonomy, lang) {
  /** @type {Record<Facet, TaxonomyEntry[]>} */
  const byFacet = {
    component: taxonomy.components,
    severity: taxonomy.severities,
    type: taxonomy.types,
    status: taxonomy.statuses,
    tag: [],
  };
  return {
    label(facet, key) {
      const entry = facet === "id" ? undefined : byFacet[facet].find((e) => e.key === key);
      return entry ? pickLabel(entry.label, lang) : key;
    },
    entries: (facet) => byFacet[facet],
    keys: (facet) => (facet === "tag" ? taxonomy.tags : byFacet[facet].map(({ key }) => key)),
    severityRank: (severity) => taxonomy.severities.findIndex((e) => e.key === severity),
    sectionNumber: (key) => taxonomy.sections.findIndex((e) => e.key === key) + 1,
  };
}

/**
 * @param {import("../../pkg/casebook.js").Labels} labels
 * @param {UiLang} lang
 * @returns {string}
 */
export function pickLabel(labels, lang) {
  return labels[lang] || Object.values(labels)[0] || "";
}
