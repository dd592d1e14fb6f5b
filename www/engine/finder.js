// Asks the engine when the question has changed, and tells what came of it: first the hits that are looked at,
// then the rest. No DOM here.

import { find, findFirst, findRest } from './find.js';
import { PAGE_SIZE } from './state.js';

/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */
/** @typedef {import("../../pkg/casebook.js").Hit} Hit */
/** @typedef {import("./state.js").State} State */

/**
 * @typedef {object} Finder
 * @property {(state: State, most?: number) => void} ask Searches, if the state asks for something else than before; `most` hits at once, the rest after a pause.
 * @property {() => SearchResponse | null} response What was found, as far as it is known; `null` where the search failed.
 * @property {(state: State, at: number) => Hit | null} hitAt The hit at a place of the list that a state describes.
 * @property {() => void} stop
 */

/**
 * @typedef {object} Listeners
 * @property {(response: SearchResponse, state: State) => void} answered With the first hits; with all of them, if nobody listens to `completed`.
 * @property {(rest: Hit[], response: SearchResponse, state: State) => void} [completed] With the hits that were still missing, if any.
 * @property {(error: unknown) => void} [failed] Without it, `ask` throws.
 */

/** While one types, results below the window and all that nobody looks at wait for a pause. */
const PAUSE_MS = 100;

/**
 * @param {import("./context.js").Context} context
 * @param {Listeners} listeners
 * @param {number} [pageSize] How many hits are listed where the state says one page.
 * @returns {Finder}
 */
export function createFinder({ engine, lang }, { answered, completed, failed }, pageSize = PAGE_SIZE) {
  /** @type {SearchResponse | null} */
  let response = null;
  let question = "";
  /** @type {State | null} What is listed with its first hits alone. */
  let incomplete = null;
  let timer = 0;

  return {
    ask(state, most = Infinity) {
      const next = JSON.stringify([state.query, state.exact, state.filters, state.sort, state.show]);
      if (next === question) {
        complete();
        return;
      }
      question = next;
      stop();
      try {
        response = completed ? findFirst(engine, paged(state), lang, most) : find(engine, paged(state), lang);
      } catch (error) {
        response = null;
        if (!failed) throw error;
        failed(error);
        return;
      }
      answered(response, state);
      incomplete = state;
      if (most === Infinity) complete();
      else timer = setTimeout(complete, PAUSE_MS);
    },
    response: () => response,
    hitAt: (state, at) => find(engine, paged(state), lang).hits[at] ?? null,
    stop,
  };

  /** Finds what is still missing of the answer. */
  function complete() {
    const state = incomplete;
    stop();
    if (!response || !state || !completed) return;
    const rest = findRest(engine, paged(state), lang, response);
    response = { ...response, hits: [...response.hits, ...rest] };
    completed(rest, response, state);
  }

  function stop() {
    clearTimeout(timer);
    incomplete = null;
  }

  /** @param {State} state */
  function paged(state) {
    return { ...state, show: listed(state, pageSize) };
  }
}

/**
 * How many hits a state lists where a page has another size than in the state.
 *
 * @param {State} state
 * @param {number} pageSize
 */
export function listed({ show }, pageSize) {
  return (show / PAGE_SIZE) * pageSize;
}
