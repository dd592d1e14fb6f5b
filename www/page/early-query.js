// The field that is there before the search has started, so that nobody waits for it.

import { clipped } from '../engine/query.js';
import { formatHash, parseHash, withQuery } from '../engine/state.js';

/**
 * Puts what was typed into the page's address, as if the page had been opened with it. What an input method was
 * still composing is taken as it stands.
 *
 * @returns {boolean} Whether anything was typed.
 */
export function takeEarlyQuery() {
  const field = document.getElementById("early-query");
  if (!(field instanceof HTMLInputElement) || field.value.trim() === "") return false;
  history.replaceState(history.state, "", formatHash(withQuery(parseHash(location.hash), clipped(field.value))));
  return true;
}
