// The language of the page.

import { createContext } from '../engine/context.js';
import { negotiate } from '../i18n/index.js';
import { pageStrings } from '../i18n/page.js';
import { storedLang } from './prefs.js';

/**
 * The language of the page: from the hash, else from the last visit, else the reader's first.
 *
 * @param {import("../i18n/index.js").UiLang | null} chosen
 */
export function effectiveLang(chosen) {
  return chosen ?? storedLang() ?? negotiate(navigator.languages);
}

/**
 * What the views need to know in the language that was chosen, or is found.
 *
 * @param {import("../engine/context.js").Engine} engine
 * @param {import("../i18n/index.js").UiLang | null} chosen
 * @returns {import("../engine/context.js").PageContext}
 */
export function createPageContext(engine, chosen) {
  const lang = effectiveLang(chosen);
  return { ...createContext(engine, lang, chosen), t: pageStrings(lang) };
}
