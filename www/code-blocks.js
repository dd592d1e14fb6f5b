// Code blocks of an article: commands look like something to run, output like something to compare.

import { copyText } from './copy.js';
import { h } from './dom.js';
import { addSlots, openSlots } from './slots.js';

/** @typedef {import("./i18n.js").Strings} Strings */

const COMMANDS = new Set(["sh", "bash", "shell", "zsh", "console", "powershell"]);
const OUTPUT = new Set(["", "text", "txt", "log", "plain"]);
const FEEDBACK_MS = 4000;

/**
 * Gives every code block its label and its copy button.
 *
 * @param {DocumentFragment | Element} article
 * @param {Strings} t
 * @param {(message: string) => void} announce
 */
export function dressCodeBlocks(article, t, announce) {
  for (const pre of article.querySelectorAll("pre")) {
    const code = pre.querySelector("code");
    if (code) dress(pre, code, t, announce);
  }
}

/**
 * @param {HTMLPreElement} pre
 * @param {HTMLElement} code
 * @param {Strings} t
 * @param {(message: string) => void} announce
 */
function dress(pre, code, t, announce) {
  const language = /\blanguage-(\S+)/.exec(code.className)?.[1] ?? "";
  const kind = COMMANDS.has(language) ? "command" : OUTPUT.has(language) ? "output" : "file";
  const danger = kind === "command" ? dangerOf(pre) : null;
  const label = kind === "command" ? t.command : kind === "output" ? t.output : language;
  const frame = h("figure", { class: `code code-${kind}${danger ? ` code-${danger}` : ""}` });
  const note = h("p", { class: "copy-note", hidden: true });
  pre.replaceWith(frame);
  frame.append(
    h("figcaption", { class: kind === "file" ? "code-kind" : "code-kind visually-hidden" }, label),
    ...(danger ? [h("strong", { class: "code-danger" }, danger === "caution" ? t.destructive : t.disruptive)] : []),
    pre,
    copyButton(code, note, t, announce),
    note,
  );
  // The listing scrolls sideways, so the keyboard must be able to reach it.
  pre.tabIndex = 0;
  if (kind === "command") addSlots(code, t);
  if (kind === "output") numberLines(code);
}

/**
 * What the alert right before a command warns of.
 *
 * @param {Element} pre
 * @returns {"caution" | "warning" | null}
 */
function dangerOf(pre) {
  const before = pre.previousElementSibling;
  if (before?.matches(".alert-caution")) return "caution";
  return before?.matches(".alert-warning") ? "warning" : null;
}

/**
 * @param {HTMLElement} code
 * @param {HTMLElement} note Says what the short word on the button cannot.
 * @param {Strings} t
 * @param {(message: string) => void} announce
 */
function copyButton(code, note, t, announce) {
  let resetTimer = 0;
  const button = h("button", { type: "button", class: "copy", onclick: copy }, t.copy);
  return button;

  async function copy() {
    const worked = await copyText((code.textContent ?? "").replace(/\n$/, ""), button);
    const open = openSlots(code).map((name) => `<${name}>`);
    const remark = !worked ? t.copyFailed : open.length > 0 ? t.copiedWithSlots(open.join(t.listComma)) : "";
    button.textContent = worked ? t.copied : t.notCopied;
    button.classList.toggle("copy-failed", !worked);
    note.textContent = remark;
    note.hidden = remark === "";
    announce(remark || t.copied);
    clearTimeout(resetTimer);
    resetTimer = window.setTimeout(() => {
      button.textContent = t.copy;
      button.classList.remove("copy-failed");
      note.hidden = true;
    }, FEEDBACK_MS);
  }
}

/**
 * Puts each line in an element of its own; numbers and hanging indents are the style sheet's.
 *
 * @param {HTMLElement} code
 */
function numberLines(code) {
  const lines = (code.textContent ?? "").replace(/\n$/, "").split("\n");
  if (lines.length < 2 || code.childElementCount > 0) return;
  code.classList.add("numbered");
  code.replaceChildren(...lines.flatMap((line, i) => {
    const row = h("span", { class: "line" }, line);
    return i === 0 ? [row] : ["\n", row];
  }));
}
