// The language of the page.

import { negotiate } from '../i18n/index.js';
import { storedLang } from './prefs.js';

/**
 * The language of the page: from the hash, else from the last visit, else the reader's first.
 *
 * @param {import("../i18n/index.js").UiLang | null} chosen
 */
export function effectiveLang(chosen) {
  return chosen ?? storedLang() ?? negotiate(navigator.languages);
}
