// An engine that sees only the cases that a portal wants to show.

import { FACETS, noFilters } from './state.js';

/** @typedef {import("./context.js").Engine} Engine */
/** @typedef {import("./state.js").Chosen} Chosen */

/**
 * The engine behind fixed filters. Every view asks it, so none can leave them.
 *
 * @param {Engine} engine
 * @param {Chosen} fixed
 * @param {(error: unknown) => void} report Is told when a case cannot be read.
 * @returns {Engine}
 */
export function scopedEngine(engine, fixed, report) {
  return {
    info: engine.info,
    taxonomy: engine.taxonomy,
    renderCase: engine.renderCase,
    search(request) {
      const response = engine.search({ ...request, filters: within({ ...noFilters(), ...request.filters }, fixed) });
      // What is typed as a field adds to a filter: here it can only take away.
      const leaves = response.fields.some(({ facet, key }) => facet !== "id" && fixed[facet].length > 0 && !fixed[facet].includes(key));
      return leaves ? { ...response, total: 0, complete: 0, hits: [] } : response;
    },
    getCase(id, options) {
      try {
        return engine.getCase(id, options);
      } catch (error) {
        report(error);
        throw error;
      }
    },
  };
}

/**
 * What is chosen among the fixed values; where none is, all of them.
 *
 * @param {Chosen} chosen
 * @param {Chosen} fixed
 * @returns {Chosen}
 */
export function within(chosen, fixed) {
  const filters = { ...chosen };
  for (const facet of FACETS) {
    if (fixed[facet].length === 0) continue;
    const both = chosen[facet].filter((key) => fixed[facet].includes(key));
    filters[facet] = both.length > 0 ? both : fixed[facet];
  }
  return filters;
}

/**
 * The same as the reader's choice: what is fixed anyway is nobody's choice.
 *
 * @param {Chosen} chosen
 * @param {Chosen} fixed
 * @returns {Chosen}
 */
export function choiceWithin(chosen, fixed) {
  const filters = { ...chosen };
  for (const facet of FACETS) {
    if (fixed[facet].length === 0) continue;
    const both = chosen[facet].filter((key) => fixed[facet].includes(key));
    filters[facet] = both.length < fixed[facet].length ? both : [];
  }
  return filters;
}
