// Light, dark, or as the system says.

/** @param {import("../page/prefs.js").Theme} theme */
export function applyTheme(theme) {
  const root = document.documentElement;
  if (theme === "auto") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", theme);
}
