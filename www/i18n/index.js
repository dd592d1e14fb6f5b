// Words, numbers and dates in the language of the reader. Every string is there in both languages: English is
// checked against Chinese by type.

import { en } from './en.js';
import { zhCN } from './zh-CN.js';

/** @typedef {"zh-CN" | "en"} UiLang */
/** @typedef {typeof zhCN} Strings */

const { format: zhNumber } = new Intl.NumberFormat("zh-CN");
const { format: enNumber } = new Intl.NumberFormat("en");

/**
 * @param {UiLang} lang
 * @returns {Strings}
 */
export function strings(lang) {
  return lang === "en" ? en : zhCN;
}

/**
 * The first language of the reader that the page has; Chinese when it has none of them.
 *
 * @param {readonly string[]} wanted BCP 47 tags, most wanted first.
 * @returns {UiLang}
 */
export function negotiate(wanted) {
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return "zh-CN";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "zh-CN";
}

/**
 * The language of a word of the collection that says none itself, as tags do not.
 *
 * @param {string} text
 * @param {UiLang} lang Of what stands around it.
 * @returns {UiLang | null} `null`: that language.
 */
export function langOf(text, lang) {
  return lang !== "zh-CN" && /\p{Script=Han}/u.test(text) ? "zh-CN" : null;
}

/**
 * @param {number} number
 * @param {UiLang} lang
 */
export function formatNumber(number, lang) {
  return lang === "en" ? enNumber(number) : zhNumber(number);
}

/**
 * @param {string} date `YYYY-MM-DD`, or longer
 * @param {UiLang} lang
 */
export function formatDate(date, lang) {
  const time = Date.parse(date);
  if (Number.isNaN(time)) return date;
  return new Intl.DateTimeFormat(lang, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(time);
}

/**
 * The name of a language in the language of the page.
 *
 * @param {string} tag
 * @param {UiLang} lang
 */
export function languageName(tag, lang) {
  try {
    return new Intl.DisplayNames(lang, { type: "language" }).of(tag.replace(/^zh-CN$/, "zh")) ?? tag;
  } catch {
    return tag;
  }
}
