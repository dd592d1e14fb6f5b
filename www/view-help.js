// Keys, in a dialog of the browser's own.

import { h } from './dom.js';

/**
 * @param {import("./i18n.js").Strings} t
 * @param {{ shortcuts: boolean, setShortcuts: (on: boolean) => void }} options
 */
export function openHelp(t, { shortcuts, setShortcuts }) {
  /** @param {...string} keys */
  const kbd = (...keys) => h("dt", {}, ...keys.flatMap((key, i) => [i > 0 && " ", h("kbd", {}, key)]));
  const box = h("input", { type: "checkbox", checked: shortcuts, onchange: () => setShortcuts(box.checked) });
  const dialog = h("dialog", { class: "help", "aria-labelledby": "help-title", onclose: () => dialog.remove() },
    h("h2", { id: "help-title" }, t.helpTitle),
    h("dl", { class: "keys" },
      kbd("/", "Ctrl K", "⌘ K"), h("dd", {}, t.keys.focus),
      kbd("↓", "↑", "j", "k"), h("dd", {}, t.keys.move),
      kbd("Enter"), h("dd", {}, t.keys.open),
      kbd("1", "…", "5"), h("dd", {}, t.keys.section),
      kbd("Esc"), h("dd", {}, t.keys.close),
      kbd("?"), h("dd", {}, t.keys.help),
    ),
    h("label", { class: "check" }, box, t.shortcuts),
    h("p", { class: "hint" }, t.shortcutsHint),
    h("p", { class: "hint" }, t.privacy),
    h("button", { type: "button", class: "done", onclick: () => dialog.close() }, t.done),
  );
  document.body.append(dialog);
  dialog.showModal();
}
