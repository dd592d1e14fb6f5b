// The middle column: what was asked, what the engine says about it, and the cases.

import { h, refill } from '../dom/elements.js';
import { asksForAll, PAGE_SIZE, SORTS, toggled } from '../engine/state.js';
import { limitChips } from './chips.js';
import { createLanding } from './landing.js';
import { emptyMessage, unknownFilters } from './notices.js';
import { createResults } from './results.js';
import { createSummary } from './summary.js';
import { waysOut } from '../engine/ways-out.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../engine/state.js").Facet} Facet */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} ListView
 * @property {HTMLElement} node
 * @property {import("./results.js").ResultsView} results
 * @property {(response: SearchResponse, state: State) => void} update
 * @property {(state: State) => void} showLanding While nothing is asked for.
 * @property {(message: string) => void} fail
 */

/**
 * @param {Context} context
 * @param {import("../engine/router.js").Router} router
 * @param {HTMLElement} searchField Gets the focus when what had it is gone.
 * @param {import("../engine/context.js").LogExample} example
 * @returns {ListView}
 */
export function createList(context, router, searchField, example) {
  const { t } = context;
  const results = createResults(context);
  const summary = createSummary(t, router, searchField);
  const landing = createLanding(context, example);

  const glance = h("div", { class: "landing" });
  const chips = h("div", { class: "chips" });
  const options = new Map(SORTS.map((sort) => [sort, h("option", { value: sort }, t.sorts[sort])]));
  const sort = h("select", { "aria-label": t.sortBy, onchange: () => {
    router.replace({ ...router.state(), sort: SORTS.find((s) => s === sort.value) ?? "relevance" });
  } }, ...options.values());
  const noticeBox = h("div", { class: "notices" });
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

  const node = h("section", { id: "list", class: "list", tabindex: -1, "aria-label": t.results },
    glance,
    h("div", { class: "toolbar" }, h("div", { class: "summary" }, summary.heading, summary.how, chips), sort),
    noticeBox, results.node, more, empty,
  );

  return {
    node,
    results,
    update(response, state) {
      summary.update(response, state);
      refill(chips, limitChips(response, state, context, change), searchField);
      showSort(state);
      refill(noticeBox, unknownFilters(response, context, removeFilter), searchField);
      results.update(response, state);
      const rest = response.total - state.show;
      more.hidden = rest <= 0;
      more.textContent = t.more(Math.min(rest, PAGE_SIZE));
      const message = response.total === 0 && emptyMessage(response, state, waysOut(response, state, context), context, router.push);
      refill(empty, [message], searchField);
      sort.hidden = response.total === 0;
    },
    showLanding(state) {
      // Beside or below a case it is not seen: it stays as it is, and a page that opens with a case makes none.
      const wanted = asksForAll(state);
      if (state.open || state.log || wanted === (glance.firstChild !== null)) return;
      refill(glance, wanted ? landing(state) : [], searchField);
    },
    fail(message) {
      summary.fail();
      results.expectMore(false);
      noticeBox.replaceChildren(h("p", { class: "notice" }, h("code", {}, message)));
    },
  };

  /** @param {State} state */
  function showSort(state) {
    const relevance = options.get("relevance");
    const asked = state.query.trim() !== "";
    if (relevance) relevance.hidden = relevance.disabled = !asked;
    // Without a query, the most relevant are the most severe.
    sort.value = !asked && state.sort === "relevance" ? "severity" : state.sort;
  }
}
