// The steps of a case, each with a box to tick. Steps are the items of a section's own numbered lists,
// because what is numbered is done in order, and the open items of task lists.

import { h } from '../dom/elements.js';

/** @typedef {import("../notes/case-record.js").CaseRecord} CaseRecord */
/** @typedef {import("../../pkg/casebook.js").CaseDetails} CaseDetails */

/**
 * @typedef {object} Step
 * @property {string} key
 * @property {string} label
 * @property {string | null} anchor Of the section it belongs to.
 * @property {HTMLElement} item
 * @property {HTMLInputElement} box
 */

/** @typedef {{ anchor: string | null, done: number, total: number, text: string }} Progress Of a section; `text` says it. */

/**
 * @typedef {object} Steps
 * @property {number} total
 * @property {(record: CaseRecord) => Progress[]} show Ticks what the record says, and counts it by section.
 */

/** So much of a step's text is in the name of its box. */
const MAX_LABEL = 80;

/**
 * Puts a box before every step. To be called before anything else is added to the article.
 *
 * @param {ParentNode} article
 * @param {CaseDetails} details
 * @param {(anchor: string) => HTMLElement | null} heading
 * @param {import("../i18n/page.js").PageStrings} t
 * @param {(step: { key: string, label: string }, ticked: boolean) => void} onTick
 * @returns {Steps}
 */
export function createSteps(article, details, heading, t, onTick) {
  const found = findSteps(article, details, heading, t);
  const keys = stepKeys(found.map(({ item }) => item.textContent ?? ""));
  const steps = found.map((step, i) => dress({ ...step, key: keys[i] ?? "" }, onTick));
  const counters = details.sections.map(({ anchor }) => {
    const counter = h("span", { class: "section-progress", hidden: true });
    if (steps.some((step) => step.anchor === anchor)) heading(anchor)?.append(counter);
    return { anchor, counter };
  });
  return {
    total: steps.length,
    show(record) {
      const ticked = new Set(record.ticks.map(({ key }) => key));
      for (const { key, box, item } of steps) {
        box.checked = ticked.has(key);
        item.classList.toggle("step-done", box.checked);
      }
      const progress = countBySection(steps).map((one) => ({ ...one, text: t.steps.progress(one.done, one.total) }));
      for (const { anchor, counter } of counters) {
        const here = progress.find((one) => one.anchor === anchor);
        counter.textContent = here?.text ?? "";
        counter.hidden = !here || here.done === 0;
      }
      return progress;
    },
  };
}

/**
 * A key for each text that stays the same wherever the text stands, and changes with it. Texts that are
 * there twice are told apart by their order.
 *
 * @param {string[]} texts
 * @returns {string[]}
 */
export function stepKeys(texts) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return texts.map((text) => {
    // Where its author breaks the lines does not matter.
    const hash = fnv1a(text.replace(/\s+/g, ""));
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return count === 1 ? hash : `${hash}-${count}`;
  });
}

/**
 * @param {ParentNode} article
 * @param {CaseDetails} details
 * @param {(anchor: string) => HTMLElement | null} heading
 * @param {import("../i18n/page.js").PageStrings} t
 */
function findSteps(article, { sections }, heading, t) {
  const headings = new Map(sections.map(({ anchor, heading: name }) => [heading(anchor), { anchor, name }]));
  /** @type {{ anchor: string | null, name: string }} */
  let section = { anchor: null, name: "" };
  /** @type {Omit<Step, "key" | "box">[]} */
  const steps = [];
  for (const child of article.children) {
    section = headings.get(/** @type {HTMLElement} */ (child)) ?? section;
    for (const item of itemsOf(child)) {
      const number = child === item.parentElement ? numberOf(item) : null;
      steps.push({ item, anchor: section.anchor, label: t.steps.label(section.name, number, clipped(firstWords(item))) });
    }
  }
  return steps;
}

/**
 * @param {Element} block At the top level of an article.
 * @returns {HTMLElement[]}
 */
function itemsOf(block) {
  /** @type {HTMLElement[]} */
  const items = [...block.querySelectorAll("li")];
  return items.filter((item) => {
    // What its author has ticked is none of the reader's steps.
    if (item.matches(".task")) return taskBox(item)?.hasAttribute("checked") === false;
    return block.matches("ol") && item.parentElement === block;
  });
}

/** @param {Element} item */
function taskBox(item) {
  const box = item.querySelector(":scope > input");
  return box instanceof HTMLInputElement ? box : null;
}

/** @param {Element} item */
function numberOf(item) {
  const list = item.parentElement;
  return list instanceof HTMLOListElement ? list.start + [...list.children].indexOf(item) : null;
}

/**
 * @param {Omit<Step, "box">} step
 * @param {(step: { key: string, label: string }, ticked: boolean) => void} onTick
 * @returns {Step}
 */
function dress(step, onTick) {
  const { item, key, label } = step;
  const box = taskBox(item) ?? h("input", { type: "checkbox" });
  box.disabled = false;
  box.setAttribute("aria-label", label);
  box.addEventListener("change", () => onTick({ key, label }, box.checked));
  item.classList.add("step");
  // The whole label can be hit.
  item.prepend(h("label", { class: "tick" }, box));
  return { ...step, box };
}

/**
 * @param {Step[]} steps
 * @returns {Omit<Progress, "text">[]}
 */
function countBySection(steps) {
  const anchors = [...new Set(steps.map(({ anchor }) => anchor))];
  return anchors.map((anchor) => {
    const here = steps.filter((step) => step.anchor === anchor);
    return { anchor, done: here.filter(({ box }) => box.checked).length, total: here.length };
  });
}

/**
 * The text of an item up to its first block but a paragraph.
 *
 * @param {Element} item
 */
function firstWords(item) {
  let words = "";
  for (const child of item.childNodes) {
    if (child instanceof HTMLParagraphElement) return words + child.textContent;
    if (child instanceof Element && child.matches("ul, ol, pre, div, blockquote, section")) break;
    words += child.textContent ?? "";
  }
  return words;
}

/** @param {string} text */
function clipped(text) {
  const line = oneLine(text);
  const characters = [...line];
  return characters.length > MAX_LABEL ? `${characters.slice(0, MAX_LABEL - 1).join("")}…` : line;
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * The 32-bit hash by Fowler, Noll and Vo, over UTF-16 code units: a case has dozens of steps, and a clash
 * would tick one too many.
 *
 * @param {string} text
 */
function fnv1a(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
