// What a widget shows once the module runs: the list and the opened case, in one language.

import { h } from '../dom/elements.js';
import { createFinder } from '../engine/finder.js';
import { unmark } from '../case/highlighter.js';
import { asksForAll } from '../engine/state.js';
import { createReader } from '../case/reader.js';
import { createList } from '../search/list.js';
import { spoken } from '../search/summary.js';
import { dress } from './parts.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} Widget
 * @property {HTMLElement} node
 * @property {(state: State, previous: State | null) => void} update `previous` is what the reader came from; `null` when nobody did anything.
 * @property {() => void} focus
 * @property {(step: 1 | -1) => boolean} moveResult
 * @property {() => HTMLAnchorElement | null} best Where Enter in the search field leads.
 * @property {() => void} rest Lets go of what lies outside the widget, until the next update.
 */

/**
 * @typedef {object} Surroundings
 * @property {import("../engine/router.js").Router} router
 * @property {import("../dom/live.js").Announcer} announcer
 * @property {HTMLElement} searchField
 * @property {number} pageSize
 * @property {boolean} alone Whether there is one case and no list.
 * @property {() => void} toTop Shows the beginning of the widget.
 * @property {(response: SearchResponse, state: State) => void} answered
 */

/**
 * @param {Context} context
 * @param {Surroundings} surroundings
 * @returns {Widget}
 */
export function createWidget(context, { router, announcer, searchField, pageSize, alone, toTop, answered }) {
  const list = createList(context, router, searchField, { scoped: true, pageSize });
  const reader = createReader(context, router, announcer.say, { toTop });
  const node = h("div", { class: "columns" }, !alone && list.node, reader.node);
  let aloud = false;
  const finder = createFinder(context, {
    answered(response, state) {
      list.update(response, state);
      answered(response, state);
      if (aloud && !asksForAll(state)) announcer.sayLater(spoken(response, state, context.t));
    },
  }, pageSize);
  /** Tells when another section has come to the top, whatever it is that scrolls. */
  const sections = new IntersectionObserver(reader.follow, { rootMargin: "0px 0px -65% 0px" });

  return {
    node,
    update(state, previous) {
      // What the page around asks for is not read out.
      aloud = previous !== null;
      if (!alone) finder.ask(state);
      reader.update(state, finder.response(), () => []);
      if (!state.open) unmark(node.getRootNode());
      list.results.markOpen(state);
      sections.disconnect();
      for (const heading of reader.node.querySelectorAll(".prose > h2")) sections.observe(heading);
      dress(node, alone);
      if (previous) move(state, previous);
    },
    focus: () => (alone ? reader.node.querySelector("h1") : searchField)?.focus(),
    moveResult: list.results.move,
    best: list.results.active,
    rest() {
      sections.disconnect();
      unmark(node.getRootNode());
    },
  };

  /**
   * Brings into view, and focuses, what the reader asked for.
   *
   * @param {State} state
   * @param {State} previous
   */
  function move(state, previous) {
    if (state.open && (state.open !== previous.open || state.edition !== previous.edition)) reader.arrive(state, previous);
    else if (!state.open && previous.open) list.results.focus(previous.open.id);
  }
}
