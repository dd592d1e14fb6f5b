// Keys of the whole page. Single-character keys work outside fields only, and can be switched off.

import { isComposing } from '../dom/composing.js';
import { handleSearchKey } from '../search/keys.js';

/**
 * @typedef {object} PageActions
 * @property {() => void} focusSearch
 * @property {(number: number) => void} goToSection
 * @property {(step: 1 | -1) => void} walk To the result before or after the opened one.
 * @property {() => void} help
 * @property {() => boolean} outline Each of these is about the opened case, and returns whether it did something.
 * @property {() => boolean} copyCommand
 * @property {(by: 1 | -1) => boolean} stepMark
 * @property {() => boolean} notes
 * @property {() => boolean} singleKeys Whether single-character keys are on.
 */

/** @typedef {import("../search/keys.js").Actions & PageActions} Actions */

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
  const done = handleSearchKey(key, target, actions);
  if (done !== null) return done;
  return !isField(target) && actions.singleKeys() && handleSingle(key, actions);
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
