// Light, dark, or as the system says.

/** @typedef {"auto" | "light" | "dark"} Theme */

/** @type {readonly Theme[]} */
export const THEMES = ["auto", "light", "dark"];

/**
 * Gives an element, and all that lies in it, a theme.
 *
 * @param {Element} root
 * @param {Theme} theme
 */
export function applyTheme(root, theme) {
  if (theme === "auto") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", theme);
}
