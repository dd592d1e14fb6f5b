// All headings of a case, to go to any of them by keyboard.

import { h } from '../dom/elements.js';
import { isComposing } from '../dom/composing.js';

/**
 * @typedef {object} OutlineEntry
 * @property {number} level 2 or 3, as of the heading.
 * @property {string} text
 * @property {string} href
 * @property {boolean} current The reader is here.
 */

/**
 * @param {OutlineEntry[]} entries
 * @param {string} lang Of the case.
 * @param {import("../i18n/page.js").PageStrings} t
 */
export function openOutline(entries, lang, t) {
  let section = 0;
  const links = entries.map(({ level, text, href, current }) =>
    h("a", { class: `outline-${level}`, href, "aria-current": current ? "location" : null, autofocus: current },
      level === 2 && h("span", { class: "section-number", "aria-hidden": "true" }, String(++section)),
      text,
    ));
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = links.findIndex((link) => link === document.activeElement);
    if (event.key === "ArrowDown" || event.key === "j") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "ArrowUp" || event.key === "k") links[Math.max(at - 1, 0)]?.focus();
    else if (event.key === "o") dialog.close();
    else return;
    event.preventDefault();
  };
  const dialog = h("dialog", {
    class: "help outline",
    "aria-label": t.outline,
    onclose: () => dialog.remove(),
    onkeydown: onKey,
    onclick: (/** @type {Event} */ event) => {
      // A click beside it is one on its backdrop.
      if (event.target === dialog || links.some((link) => link.contains(/** @type {Node} */ (event.target)))) dialog.close();
    },
  },
    h("div", { class: "outline-body" },
      h("nav", { "aria-label": t.outline, lang }, ...links),
      h("button", { type: "button", class: "done", onclick: () => dialog.close() }, t.done),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
