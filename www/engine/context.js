// What every view needs to know: the language, the words of the collection, and the engine to be asked.

import { strings } from '../i18n/index.js';
import { createVocabulary } from './vocabulary.js';

/**
 * @typedef {object} Context
 * @property {import("../i18n/index.js").UiLang} lang
 * @property {import("../i18n/index.js").UiLang | null} chosenLang As in the state: `null` when it was not chosen.
 * @property {import("../i18n/index.js").Strings} t
 * @property {import("./vocabulary.js").Vocabulary} vocabulary
 * @property {Engine} engine
 */

/** @typedef {Context & { t: import("../i18n/page.js").PageStrings }} PageContext What the views of the page know besides: its own words. */
/** @typedef {Pick<typeof import("../../pkg/casebook.js"), "info" | "taxonomy" | "search" | "getCase" | "renderCase">} Engine The module, or what stands for it. */
/** @typedef {Pick<Engine, "search">} Searching An engine of which nothing but the search is asked. */
/** @typedef {Engine & Pick<typeof import("../../pkg/casebook.js"), "matchLog" | "LogReader">} LogEngine An engine that also reads logs. */

/**
 * @typedef {object} LogExample A log that the collection knows, for those who have none at hand.
 * @property {() => boolean} exists
 * @property {() => void} read Shows it, as if it had been pasted.
 */

/**
 * @param {Engine} engine
 * @param {import("../i18n/index.js").UiLang} lang
 * @param {import("../i18n/index.js").UiLang | null} chosenLang
 * @returns {Context}
 */
export function createContext(engine, lang, chosenLang) {
  return { lang, chosenLang, t: strings(lang), vocabulary: createVocabulary(engine.taxonomy(), lang), engine };
}
