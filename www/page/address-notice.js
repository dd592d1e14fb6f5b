// What an address asked for and this page does not have: said, with what to do about it.

import { h } from '../dom/elements.js';
import { emptyState, formatHash } from '../engine/state.js';

/**
 * @typedef {object} AddressNotice
 * @property {HTMLElement} node
 * @property {(missingSection: string | null) => void} update
 */

/** Longer pieces are garbage that nobody reads to its end. */
const MAX_SHOWN = 60;

/**
 * @param {import("../engine/context.js").PageContext} context
 * @param {import("./hash-router.js").HashRouter} router
 * @param {HTMLElement} searchField Gets the focus when what had it is gone.
 * @returns {AddressNotice}
 */
export function createAddressNotice({ t, chosenLang }, router, searchField) {
  const words = h("p", {});
  let hidden = "";
  const close = h("button", { type: "button", class: "icon", "aria-label": t.dismiss, onclick: () => {
    hidden = words.textContent ?? "";
    hide();
  } }, "×");
  const home = h("a", { href: formatHash({ ...emptyState(), lang: chosenLang }) }, t.toStart);
  const node = h("div", { class: "address-notice", role: "alert", hidden: true }, words, home, close);
  return {
    node,
    update(missingSection) {
      const unread = router.unread().map((piece) => t.quote(clip(piece)));
      const said = [
        unread.length > 0 && t.unreadAddress(unread.join(t.listComma)),
        missingSection !== null && t.unknownSection(t.quote(clip(missingSection))),
      ].filter(Boolean).join(t.sentenceSpace);
      if (words.textContent !== said) words.textContent = said;
      if (said === "") hidden = "";
      if (said === hidden) hide();
      else node.hidden = false;
    },
  };

  function hide() {
    const hadFocus = node.contains(document.activeElement);
    node.hidden = true;
    if (hadFocus) searchField.focus({ preventScroll: true });
  }
}

/** @param {string} text */
function clip(text) {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
