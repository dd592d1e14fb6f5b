// The list of a search: what was asked, what the engine says about it, and the cases.

import { h, refill } from '../dom/elements.js';
import { listed } from '../engine/finder.js';
import { asksForAll, PAGE_SIZE, toggled } from '../engine/state.js';
import { waysOut } from '../engine/ways-out.js';
import { limitChips } from './chips.js';
import { emptyMessage, unknownFilters } from './notices.js';
import { createResults } from './results.js';
import { createSummary } from './summary.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../engine/state.js").Facet} Facet */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} ListView
 * @property {HTMLElement} node
 * @property {import("./results.js").ResultsView} results
 * @property {(response: SearchResponse, state: State) => void} update
 * @property {(message: string) => void} fail
 */

/**
 * @typedef {object} ListOptions
 * @property {boolean} scoped Whether filters that the reader cannot take away lie in front of the engine.
 * @property {number} [pageSize] How many cases more are shown each time.
 * @property {HTMLElement} [above] What stands before all that was found.
 * @property {import("./sort.js").Sorting} [sorting]
 */

/**
 * @param {Context} context
 * @param {import("../engine/router.js").Router} router
 * @param {HTMLElement} searchField Gets the focus when what had it is gone.
 * @param {ListOptions} options
 * @returns {ListView}
 */
export function createList(context, router, searchField, { scoped, pageSize = PAGE_SIZE, above, sorting }) {
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

  /**
   * @param {Facet} facet
   * @param {string} key
   */
  const removeFilter = (facet, key) => router.push(toggled(router.state(), facet, key));
  /** @param {(state: State) => State} less */
  const change = (less) => router.push(less(router.state()));

  const node = h("section", { class: "list", "aria-label": t.results },
    above,
    h("div", { class: "toolbar" }, h("div", { class: "summary" }, summary.heading, summary.how, chips), sorting?.node),
    notices, results.node, more, empty,
  );

  return {
    node,
    results,
    update(response, state) {
      summary.update(response, state);
      // "All" would not be true behind fixed filters.
      if (scoped && asksForAll(state)) summary.heading.textContent = t.cases(response.total);
      refill(chips, limitChips(response, state, context, change), searchField);
      sorting?.update(response, state);
      refill(notices, unknownFilters(response, context, scoped ? null : removeFilter), searchField);
      results.update(response, state);
      const rest = response.total - listed(state, pageSize);
      more.hidden = rest <= 0;
      more.textContent = t.more(Math.min(rest, pageSize));
      refill(empty, [foundNothing(response) && emptyMessage(response, state, waysOut(response, state, context), context, router.push)], searchField);
    },
    fail(message) {
      summary.fail();
      results.expectMore(false);
      notices.replaceChildren(h("p", { class: "notice" }, h("code", {}, message)));
    },
  };

  /** @param {SearchResponse} response */
  function foundNothing({ total, unknownFilters }) {
    // Where fixed filters themselves are unknown, nothing that the reader can give up helps.
    return total === 0 && !(scoped && unknownFilters.length > 0);
  }
}
