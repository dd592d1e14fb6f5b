// Code blocks of an article: commands look like something to run, output like something to compare.

import { createCopyButton } from '../dom/copy-button.js';
import { h } from '../dom/elements.js';
import { addSlots, openSlots, textToKeep } from './slots.js';

/** @typedef {import("../i18n/index.js").Strings} Strings */

/**
 * @typedef {object} Command
 * @property {HTMLElement} frame
 * @property {() => Promise<boolean>} copy Returns whether it worked.
 * @property {() => string} text As filled in.
 * @property {() => string} remark What is still to be filled in, if anything.
 * @property {string} risk What it may do, if that is bad.
 */

const COMMANDS = new Set(["sh", "bash", "shell", "zsh", "ash", "dash", "ksh", "console", "shell-session", "powershell"]);
const OUTPUT = new Set(["", "text", "txt", "log", "plain"]);

/**
 * Gives every code block its label and its copy button.
 *
 * @param {DocumentFragment | Element} article
 * @param {Strings} t
 * @param {(message: string) => void} announce
 * @param {(text: string) => void} [copied] Called with each command that was copied, secrets left out.
 * @returns {Command[]}
 */
export function dressCodeBlocks(article, t, announce, copied) {
  return [...article.querySelectorAll("pre")].flatMap((pre) => {
    const code = pre.querySelector("code");
    const command = code && dress(pre, code, t, announce, copied);
    return command ? [command] : [];
  });
}

/**
 * @param {HTMLPreElement} pre
 * @param {HTMLElement} code
 * @param {Strings} t
 * @param {(message: string) => void} announce
 * @param {(text: string) => void} [copied]
 * @returns {Command | null}
 */
function dress(pre, code, t, announce, copied) {
  const language = /\blanguage-(\S+)/.exec(code.className)?.[1] ?? "";
  const kind = COMMANDS.has(language) ? "command" : OUTPUT.has(language) ? "output" : "file";
  const danger = kind === "command" ? dangerOf(pre) : null;
  const risk = danger === null ? "" : danger === "caution" ? t.destructive : t.disruptive;
  const label = kind === "command" ? t.command : kind === "output" ? t.output : language;
  const frame = h("figure", { class: `code code-${kind}${danger ? ` code-${danger}` : ""}` });
  const text = () => withoutLastBreaks(typedPart(code).textContent ?? "");
  const remark = () => {
    const open = openSlots(code).map((name) => `<${name}>`);
    return open.length > 0 ? t.copiedWithSlots(open.join(t.listComma)) : "";
  };
  const { button, note, copy } = createCopyButton({
    label: t.copy,
    className: "copy",
    text,
    remark,
    copied: () => {
      if (kind === "command") copied?.(withoutLastBreaks(textToKeep(typedPart(code))));
    },
  }, t, announce);
  pre.replaceWith(frame);
  frame.append(
    h("figcaption", { class: kind === "file" ? "code-kind" : "code-kind visually-hidden" }, label),
    ...(danger ? [h("strong", { class: "code-danger" }, risk)] : []),
    pre,
    button,
    note,
  );
  // The listing scrolls sideways, so the keyboard must be able to reach it.
  pre.tabIndex = 0;
  if (kind === "command") addSlots(code, t);
  if (kind === "output") numberLines(code);
  return kind === "command" ? { frame, copy, text, remark, risk } : null;
}

/** @param {string} text */
function withoutLastBreaks(text) {
  return text.replace(/\n+$/, "");
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
 * What of a block somebody wants elsewhere: of a session what was typed, without prompts and output.
 *
 * @param {HTMLElement} code
 */
function typedPart(code) {
  const typed = /** @type {HTMLElement} */ (code.cloneNode(true));
  for (const part of typed.querySelectorAll(".tok-prompt, .tok-out")) part.remove();
  return (typed.textContent ?? "").trim() === "" ? code : typed;
}

/**
 * Puts each line in an element of its own; numbers and hanging indents are the style sheet's.
 *
 * @param {HTMLElement} code
 */
function numberLines(code) {
  const lines = linesOf(code);
  if (lines.length < 2) return;
  code.classList.add("numbered");
  code.replaceChildren(...lines.flatMap((line, i) => {
    const row = h("span", { class: "line" }, ...line);
    return i === 0 ? [row] : ["\n", row];
  }));
}

/**
 * What stands in each line. A token of several lines becomes one in each of them.
 *
 * @param {HTMLElement} code
 */
function linesOf(code) {
  /** @type {Node[][]} */
  const lines = [[]];
  for (const node of code.childNodes) {
    for (const [i, text] of (node.textContent ?? "").split("\n").entries()) {
      if (i > 0) lines.push([]);
      if (text === "") continue;
      const part = node.cloneNode();
      part.textContent = text;
      lines.at(-1)?.push(part);
    }
  }
  // The end of the last line begins no other.
  if (lines.at(-1)?.length === 0) lines.pop();
  return lines;
}
