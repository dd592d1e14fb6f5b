// The list of the widget: what was found, what was done to the query, and the way to more.

import { h, refill } from '../dom/elements.js';
import { asksForAll, PAGE_SIZE } from '../engine/state.js';
import { limitChips } from '../search/chips.js';
import { emptyMessage, unknownFilters } from '../search/notices.js';
import { createResults } from '../search/results.js';
import { createSummary } from '../search/summary.js';
import { waysOut } from '../engine/ways-out.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} WidgetList
 * @property {HTMLElement} node
 * @property {import("../search/results.js").ResultsView} results
 * @property {(response: SearchResponse, state: State) => void} update
 */

/**
 * @param {Context} context
 * @param {import("../engine/router.js").Router} router
 * @param {HTMLElement} searchField Gets the focus when what had it is gone.
 * @param {number} pageSize
 * @returns {WidgetList}
 */
export function createWidgetList(context, router, searchField, pageSize) {
  const { t } = context;
  const results = createResults(context);
  const summary = createSummary(t, router, searchField);
  const chips = h("div", { class: "chips" });
  const notices = h("div", { class: "notices" });
  const empty = h("div");
  const more = h("button", { type: "button", class: "more", onclick: () => {
    const state = router.state();
    router.replace({ ...state, show: state.show + PAGE_SIZE });
  } });
  const node = h("section", { class: "list", "aria-label": t.results },
    h("div", { class: "toolbar" }, h("div", { class: "summary" }, summary.heading, summary.how, chips)),
    notices, results.node, more, empty,
  );
  return {
    node,
    results,
    update(response, state) {
      summary.update(response, state);
      // "All" would not be true behind fixed filters.
      if (asksForAll(state)) summary.heading.textContent = t.cases(response.total);
      refill(chips, limitChips(response, state, context, (less) => router.push(less(router.state()))), searchField);
      refill(notices, unknownFilters(response, context, null));
      results.update(response, state);
      const rest = response.total - response.hits.length;
      more.hidden = rest <= 0;
      more.textContent = t.more(Math.min(rest, pageSize));
      // Where the filters themselves are unknown, nothing that the reader can give up helps.
      const nothing = response.total === 0 && response.unknownFilters.length === 0;
      const message = nothing && emptyMessage(response, state, waysOut(response, state, context), context, router.push);
      refill(empty, [message], searchField);
    },
  };
}
