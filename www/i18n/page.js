// Every string of the page. An element holds none of those that it never shows: its script is fetched.

import { strings } from './index.js';
import { en } from './page-en.js';
import { zhCN } from './page-zh-CN.js';

/** @typedef {import("./index.js").Strings & typeof zhCN} PageStrings */

/**
 * @param {import("./index.js").UiLang} lang
 * @returns {PageStrings}
 */
export function pageStrings(lang) {
  return { ...strings(lang), ...(lang === "en" ? en : zhCN) };
}
