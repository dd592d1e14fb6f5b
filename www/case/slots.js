// Placeholders such as <namespace> in commands become fields: filled in once, they are filled in
// everywhere, in this case and the next, until the page is closed. Nothing is stored.

import { h } from '../dom/elements.js';

const PLACEHOLDER = /<([a-z][a-z0-9-]*)>/g;

/** What is filled in for such a name is copied, but kept nowhere. A Kubernetes Secret has a name, which is none. */
const SECRET = /(^|-)(token|password|passwd|passphrase|client-secret|secret-(access-)?key|api-?key|private-?key)$/;

/** @type {Map<string, string>} What the reader filled in, by name of the placeholder. */
const values = new Map();

/**
 * Turns the placeholders of one command block into fields.
 *
 * @param {HTMLElement} code
 * @param {import("../i18n/index.js").Strings} t
 */
export function addSlots(code, t) {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(/** @type {Text} */ (node));
  for (const node of texts) {
    // What a program printed is nothing to fill in.
    if (node.parentElement?.closest(".tok-out")) continue;
    const parts = splitAtPlaceholders(node.data, t);
    if (parts.length > 1) node.replaceWith(...parts);
  }
}

/**
 * @param {Element} code
 * @returns {string[]} Names of the placeholders that are still to be filled in.
 */
export function openSlots(code) {
  const open = [...code.querySelectorAll("[data-slot]:not(.slot-filled)")];
  return [...new Set(open.map((slot) => slot.getAttribute("data-slot") ?? ""))];
}

/**
 * @param {Element} code
 * @returns {string} The text as filled in, with secrets still to be filled in.
 */
export function textToKeep(code) {
  const copy = /** @type {Element} */ (code.cloneNode(true));
  for (const slot of copy.querySelectorAll("[data-slot]")) {
    const name = slot.getAttribute("data-slot") ?? "";
    if (SECRET.test(name)) slot.textContent = `<${name}>`;
  }
  return copy.textContent ?? "";
}

/**
 * @param {string} text
 * @param {import("../i18n/index.js").Strings} t
 */
function splitAtPlaceholders(text, t) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(text.slice(at, match.index), slotField(match[1] ?? "", t));
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

/**
 * @param {string} name
 * @param {import("../i18n/index.js").Strings} t
 */
function slotField(name, t) {
  const slot = h("span", {
    class: "slot",
    role: "textbox",
    tabindex: 0,
    "data-slot": name,
    "aria-label": t.slot(name),
    spellcheck: "false",
    autocapitalize: "off",
    onfocus: () => selectAll(slot),
    oninput: (/** @type {InputEvent} */ event) => {
      if (!event.isComposing) setValue(name, slot.textContent ?? "", slot);
    },
    oncompositionend: () => setValue(name, slot.textContent ?? "", slot),
    onblur: () => show(slot, name),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Enter" || event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        slot.blur();
      }
    },
  });
  slot.contentEditable = supportsPlainText() ? "plaintext-only" : "true";
  show(slot, name);
  return slot;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {HTMLElement} source The field being typed in, which keeps its caret.
 */
function setValue(name, text, source) {
  const value = text.replace(/\s+/g, " ").trim();
  if (value === "" || value === `<${name}>`) values.delete(name);
  else values.set(name, value);
  const root = /** @type {Document | ShadowRoot} */ (source.getRootNode());
  for (const slot of root.querySelectorAll(`[data-slot="${name}"]`)) {
    if (slot !== source) show(/** @type {HTMLElement} */ (slot), name);
  }
}

/**
 * @param {HTMLElement} slot
 * @param {string} name
 */
function show(slot, name) {
  const value = values.get(name);
  slot.textContent = value ?? `<${name}>`;
  slot.classList.toggle("slot-filled", value !== undefined);
}

/** @param {HTMLElement} slot */
function selectAll(slot) {
  const selection = getSelection();
  selection?.selectAllChildren(slot);
}

function supportsPlainText() {
  try {
    document.createElement("span").contentEditable = "plaintext-only";
    return true;
  } catch {
    return false;
  }
}
