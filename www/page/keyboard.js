// Keys of the whole page. Single-character keys work outside fields only, and can be switched off.

import { isComposing } from '../dom/composing.js';

/**
 * @typedef {object} Actions
 * @property {() => void} focusSearch
 * @property {(step: 1 | -1) => boolean} moveResult
 * @property {() => boolean} enterFromSearch Returns whether there was something to open.
 * @property {() => boolean} leave One layer out: the case, then the query. Returns whether there was one.
 * @property {(number: number) => void} goToSection
 * @property {(step: 1 | -1) => void} walk To the result before or after the opened one.
 * @property {() => void} help
 * @property {() => boolean} outline Each of these is about the opened case, and returns whether it did something.
 * @property {() => boolean} copyCommand
 * @property {(by: 1 | -1) => boolean} stepMark
 * @property {() => boolean} notes
 * @property {() => boolean} singleKeys Whether single-character keys are on.
 */

/**
 * @param {Actions} actions
 * @returns {() => void} Removes the listener.
 */
export function listenToKeys(actions) {
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.defaultPrevented || isComposing(event) || document.querySelector("dialog[open]")) return;
    if (handle(event, actions)) event.preventDefault();
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

/**
 * @param {KeyboardEvent} event
 * @param {Actions} actions
 * @returns {boolean} Whether the key did something of ours.
 */
function handle(event, actions) {
  const { key } = event;
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && key.toLowerCase() === "k") {
    actions.focusSearch();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  if (key === "Escape") return actions.leave();
  if (target.id === "query") return handleInSearch(key, actions);
  if (isField(target)) return false;
  if (key === "ArrowDown" || key === "ArrowUp") {
    if (!target.closest(".results") && target !== document.body) return false;
    return actions.moveResult(key === "ArrowDown" ? 1 : -1);
  }
  return actions.singleKeys() && handleSingle(key, actions);
}

/**
 * @param {string} key
 * @param {Actions} actions
 */
function handleInSearch(key, actions) {
  if (key === "Enter") return actions.enterFromSearch();
  return key === "ArrowDown" && actions.moveResult(1);
}

/**
 * @param {string} key
 * @param {Actions} actions
 */
function handleSingle(key, actions) {
  if (key === "/") actions.focusSearch();
  else if (key === "j") actions.moveResult(1);
  else if (key === "k") actions.moveResult(-1);
  else if (key === "[") actions.walk(-1);
  else if (key === "]") actions.walk(1);
  else if (key === "?") actions.help();
  else if (key === "o") return actions.outline();
  else if (key === "c") return actions.copyCommand();
  else if (key === "w") return actions.notes();
  else if (key === "n" || key === "N") return actions.stepMark(key === "n" ? 1 : -1);
  else if (/^[1-9]$/.test(key)) actions.goToSection(Number(key));
  else return false;
  return true;
}

/**
 * Where letters are typed. A box to tick is no such place: one goes on reading from there.
 *
 * @param {HTMLElement} target
 */
function isField(target) {
  return target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select');
}
