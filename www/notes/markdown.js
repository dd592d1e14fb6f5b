// Text in Markdown, such that nothing in the text is taken for Markdown. Pure functions.

/**
 * A code block that nothing in the text can end.
 *
 * @param {string} text
 * @param {string} [language]
 */
export function fenced(text, language = "text") {
  const fence = longerThanAny(text, 3);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** @param {string} text */
export function inlineCode(text) {
  const fence = longerThanAny(text, 1);
  const pad = /^`|`$/.test(text) ? " " : "";
  return fence + pad + text + pad + fence;
}

/**
 * Words within a line.
 *
 * @param {string} text
 */
export function escaped(text) {
  return text.replace(/[\\`*_[\]<>|~]/g, "\\$&");
}

/**
 * @param {string} text
 * @param {number} least
 */
function longerThanAny(text, least) {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  return "`".repeat(Math.max(least, longest + 1));
}
