// A search on the page: what was found, beside the filters.

import { createFinder } from '../engine/finder.js';
import { asksForAll, noFilters, toggled } from '../engine/state.js';
import { createFacets } from '../search/facets.js';
import { createLanding } from '../search/landing.js';
import { createList } from '../search/list.js';
import { createSorting } from '../search/sort.js';
import { spoken } from '../search/summary.js';

/** @typedef {import("../engine/context.js").PageContext} Context */
/** @typedef {import("../engine/state.js").State} State */

/** While one types, as many results are shown at once as fill the window. Most results are higher. */
const RESULT_PX = 76;

/**
 * @typedef {object} SearchColumn
 * @property {HTMLElement} node
 * @property {HTMLElement} filters
 * @property {import("../search/results.js").ResultsView} results
 * @property {import("../engine/finder.js").Finder} finder
 * @property {(state: State, isTyped: boolean) => void} update While one types, only what is looked at is shown at once.
 * @property {(folded: boolean) => void} fold Whether the reader must unfold the filters to see them.
 */

/**
 * @param {Context} context
 * @param {import("./page.js").Lasting} lasting
 * @param {HTMLElement} field Of the search: gets the focus when what had it is gone.
 * @param {import("../engine/context.js").LogExample} example
 * @returns {SearchColumn}
 */
export function createSearchColumn(context, { router, announcer }, field, example) {
  const { t } = context;
  const landing = createLanding(context, example, field);
  const list = createList(context, router, field, { scoped: false, above: landing.node, sorting: createSorting(t, router) });
  // A link leads here from the top of the page.
  list.node.id = "list";
  list.node.tabIndex = -1;
  const facets = createFacets(context, {
    toggle: (facet, key) => router.push(toggled(router.state(), facet, key)),
    clear: () => {
      router.push({ ...router.state(), filters: noFilters() });
      field.focus();
    },
  });
  const finder = createFinder(context, {
    answered(response, state) {
      list.update(response, state);
      list.results.expectMore(response.hits.length < Math.min(state.show, response.total));
      facets.expectUpdate(true);
      if (!asksForAll(state)) announcer.sayLater(spoken(response, state, t));
    },
    completed(rest, response, state) {
      list.results.append(rest, state);
      facets.update(response, state);
    },
    failed(error) {
      list.fail(String(error));
      facets.expectUpdate(false);
      announcer.sayLater(t.searchFailed);
    },
  });

  return {
    node: list.node,
    filters: facets.node,
    results: list.results,
    finder,
    update(state, isTyped) {
      list.node.hidden = facets.node.hidden = state.log;
      if (!state.log) finder.ask(state, isTyped ? Math.ceil(innerHeight / RESULT_PX) : Infinity);
      landing.show(state);
    },
    fold: facets.fold,
  };
}
