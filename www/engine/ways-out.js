// What to do where nothing was found: what to give up, which words look alike, which cases come near.

import { nearCases, nearWords } from './near.js';
import { relaxations } from './relax.js';

/**
 * @param {import("../../pkg/casebook.js").SearchResponse} response
 * @param {import("./state.js").State} state
 * @param {import("./context.js").Context} context
 */
export function waysOut(response, state, { lang, engine }) {
  const words = nearWords(engine, state, lang);
  return {
    relaxations: relaxations(engine, response, state, lang),
    words,
    cases: nearCases(engine, response, state, words, lang),
  };
}
