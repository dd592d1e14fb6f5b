// Keys inside the widget. None is a single character, and none reaches beyond the widget.

import { isComposing } from '../dom/composing.js';

/**
 * @typedef {object} Actions
 * @property {(step: 1 | -1) => boolean} moveResult Returns whether there was a result to move to.
 * @property {() => boolean} enterFromSearch Returns whether there was something to open.
 * @property {() => boolean} leave One layer out: the case, then the query. Returns whether there was one.
 */

/**
 * @param {ShadowRoot} root
 * @param {Actions} actions
 */
export function listenToKeys(root, actions) {
  root.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.defaultPrevented || isComposing(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (handle(event, actions)) event.preventDefault();
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {Actions} actions
 * @returns {boolean} Whether the key did something of ours.
 */
function handle({ key, target }, actions) {
  if (key === "Escape") return actions.leave();
  if (!(target instanceof HTMLElement)) return false;
  const inSearch = target.matches(".query");
  if (key === "Enter") return inSearch && actions.enterFromSearch();
  if (key === "ArrowDown") return (inSearch || target.closest(".results") !== null) && actions.moveResult(1);
  return key === "ArrowUp" && target.closest(".results") !== null && actions.moveResult(-1);
}
