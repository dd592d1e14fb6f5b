// From result to result while a case is open.

import { PAGE_SIZE, withCase } from '../engine/state.js';
import { createWalk, neighbour } from '../search/walk.js';

/** @typedef {import("../engine/state.js").State} State */

/**
 * @typedef {object} Walking
 * @property {import("../search/walk.js").Walk} walk
 * @property {(step: 1 | -1) => void} go
 * @property {(state: State) => void} update
 */

/**
 * @param {import("../engine/context.js").PageContext} context
 * @param {import("./page.js").Lasting} lasting
 * @param {() => import("../dom/title-focus.js").TitleFocus} results Those that are listed.
 * @param {import("../engine/finder.js").Finder} finder
 * @param {() => string | null} title Of the opened case.
 * @returns {Walking}
 */
export function createWalking({ t }, { router, announcer }, results, finder, title) {
  const walk = createWalk(t, go);
  return { walk, go, update: (state) => walk.update(results().ids(), count(state), state.open?.id) };

  /** @param {1 | -1} step */
  function go(step) {
    const state = router.state();
    const next = neighbour(results().ids(), state.open?.id, step);
    if (next === null) return;
    if (next !== "beyond") router.replace(withCase(state, next.id));
    else if (!goBeyond(state)) return;
    results().showOpen();
    if (walk.holdsFocus()) announcer.say(`${walk.said()} ${title() ?? ""}`);
  }

  /**
   * From the last result that is listed to the first of those that are not yet.
   *
   * @param {State} state
   */
  function goBeyond(state) {
    const at = results().ids().length;
    if (state.log || at >= count(state)) return false;
    const more = { ...state, show: state.show + PAGE_SIZE };
    const hit = finder.hitAt(more, at);
    if (hit) router.replace(withCase(more, hit.id));
    return hit !== null;
  }

  /**
   * How many results there are to walk through.
   *
   * @param {State} state
   */
  function count(state) {
    return state.log ? results().ids().length : finder.response()?.total ?? 0;
  }
}
