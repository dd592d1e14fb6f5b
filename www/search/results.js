// The list of cases that a search found.

import { arrange, h, setBusy } from '../dom/elements.js';
import { createTitleFocus } from '../dom/title-focus.js';
import { createHit, kindOf } from './hit.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../../pkg/casebook.js").Hit} Hit */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} ResultsList
 * @property {HTMLElement} node
 * @property {(response: SearchResponse, state: State) => void} update
 * @property {(soon: boolean) => void} expectMore Says whether more is about to be appended.
 * @property {(hits: Hit[], state: State) => void} append
 */

/** @typedef {import("../dom/title-focus.js").TitleFocus & ResultsList} ResultsView */

/**
 * @param {Context} context
 * @returns {ResultsView}
 */
export function createResults(context) {
  const node = h("ol", { class: "results", role: "list" });
  const titles = createTitleFocus(node);
  /** @type {Map<string, import("./hit.js").HitView>} What is listed. */
  let views = new Map();
  return {
    ...titles,
    node,
    update({ hits }, state) {
      const before = views;
      views = new Map();
      arrange(node, hits.map((hit) => viewOf(hit, state, before)));
      titles.reset();
    },
    expectMore: (soon) => setBusy(node, soon),
    append(hits, state) {
      const items = hits.map((hit) => viewOf(hit, state, views));
      // The tab stop is among those that were there.
      for (const link of items.flatMap((item) => [...item.querySelectorAll("a")])) link.tabIndex = -1;
      node.append(...items);
      setBusy(node, false);
    },
  };

  /**
   * @param {Hit} hit
   * @param {State} state
   * @param {typeof views} known
   */
  function viewOf(hit, state, known) {
    const kind = kindOf(hit, state);
    const view = known.get(kind) ?? createHit(hit, state, context);
    views.set(kind, view);
    view.update(hit, state);
    return view.node;
  }
}
