// How to ask, and the keys, in a dialog of the browser's own.

import { h } from '../dom/elements.js';

/** @typedef {import("../engine/context.js").PageContext} Context */

/**
 * @param {Context} context
 * @param {{ shortcuts: boolean, setShortcuts: (on: boolean) => void, records: HTMLElement }} options `records`: settings of what is stored.
 */
export function openHelp(context, { shortcuts, setShortcuts, records }) {
  const { t } = context;
  /** @param {...string} keys */
  const kbd = (...keys) => h("dt", {}, ...keys.flatMap((key, i) => [i > 0 && " ", h("kbd", {}, key)]));
  const box = h("input", { type: "checkbox", checked: shortcuts, onchange: () => setShortcuts(box.checked) });
  const dialog = h("dialog", { class: "help", "aria-labelledby": "help-title", onclose: () => dialog.remove() },
    // The focus begins here, or else at the first control, far below on a phone.
    h("h2", { id: "help-title", tabindex: -1, autofocus: true }, t.helpTitle),
    h("h3", {}, t.syntaxTitle),
    syntax(context),
    h("h3", {}, t.keysTitle),
    h("dl", { class: "keys" },
      kbd("/", "Ctrl K", "⌘ K"), h("dd", {}, t.keys.focus),
      kbd("↓", "↑", "j", "k"), h("dd", {}, t.keys.move),
      kbd("Enter"), h("dd", {}, t.keys.open),
      kbd("1", "…", "5"), h("dd", {}, t.keys.section),
      kbd("o"), h("dd", {}, t.keys.outline),
      kbd("n", "N"), h("dd", {}, t.keys.marks),
      kbd("c"), h("dd", {}, t.keys.copy),
      kbd("w"), h("dd", {}, t.keys.notes),
      kbd("[", "]"), h("dd", {}, t.keys.walk),
      kbd("Esc"), h("dd", {}, t.keys.close),
      kbd("?"), h("dd", {}, t.keys.help),
    ),
    h("label", { class: "check" }, box, t.shortcuts),
    h("p", { class: "hint" }, t.shortcutsHint),
    records,
    h("p", { class: "hint" }, t.privacy),
    h("button", { type: "button", class: "done", onclick: () => dialog.close() }, t.done),
  );
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {Context} context */
function syntax({ t, vocabulary }) {
  const { text, textSample, pinyin, phrase, exclude, field } = t.syntax;
  const component = vocabulary.keys("component")[0] ?? "";
  /** @type {[sample: string, meaning: string][]} */
  const rows = [
    [textSample, text],
    ["zhengshu guoqi, zsgq", pinyin],
    ['"no available server"', phrase],
    ["-evicted", exclude],
    [`component:${component}`, field],
  ];
  return h("dl", { class: "keys samples" }, ...rows.flatMap(([sample, meaning]) => [
    h("dt", {}, h("code", {}, sample)),
    h("dd", {}, meaning),
  ]));
}
