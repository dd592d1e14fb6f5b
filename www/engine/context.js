// What every view needs to know: the language of the page and the words of the collection.

import * as casebook from '../../pkg/casebook.js';
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

/** @typedef {Pick<typeof import("../../pkg/casebook.js"), "info" | "taxonomy" | "search" | "getCase" | "renderCase">} Engine The module, or what stands for it. */

/**
 * @param {import("../i18n/index.js").UiLang} lang
 * @param {import("../i18n/index.js").UiLang | null} chosenLang
 * @param {import("../../pkg/casebook.js").Taxonomy} taxonomy
 * @returns {Context}
 */
export function createContext(lang, chosenLang, taxonomy) {
  return { lang, chosenLang, t: strings(lang), vocabulary: createVocabulary(taxonomy, lang), engine: casebook };
}
