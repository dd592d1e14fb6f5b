// The sections of a case: the same places in every case, a number key each, the reader's position, how
// many of their steps are done, and a stroke of the highlighter under those that hold the words searched.

import { h } from '../dom/elements.js';
import { formatHash, withCase } from '../engine/state.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../../pkg/casebook.js").CaseDetails} CaseDetails */

/**
 * @typedef {object} SectionBar
 * @property {HTMLElement} node
 * @property {() => void} follow Shows which section is at the top of the view.
 * @property {(ranges: Range[]) => void} showMarks
 * @property {(progress: import("./steps.js").Progress[]) => void} showProgress
 * @property {(state: import("../engine/state.js").State) => void} relink
 */

/**
 * @param {CaseDetails} details
 * @param {(anchor: string) => HTMLElement | null} heading
 * @param {Context} context
 * @returns {SectionBar}
 */
export function createSectionBar(details, heading, { t }) {
  const links = details.sections.map(({ anchor, heading: text }, i) => {
    const done = h("span", { class: "section-done", hidden: true });
    const link = h("a", { "aria-keyshortcuts": i < 9 ? String(i + 1) : null },
      h("span", { class: "section-number", "aria-hidden": "true" }, String(i + 1)),
      h("span", { class: "section-name" }, text),
      done,
    );
    return { anchor, link, done };
  });
  return {
    node: h("nav", { class: "sections", "aria-label": t.sections, lang: details.lang }, ...links.map(({ link }) => link)),
    follow() {
      let current = 0;
      for (const [i, { anchor }] of links.entries()) {
        const top = heading(anchor)?.getBoundingClientRect().top ?? Infinity;
        if (top < innerHeight * 0.35) current = i;
      }
      for (const [i, { link }] of links.entries()) {
        if (i === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    },
    showMarks(ranges) {
      for (const [i, { anchor, link }] of links.entries()) {
        const start = heading(anchor);
        const end = heading(links[i + 1]?.anchor ?? "");
        const marked = ranges.some(({ startContainer }) => isAfter(startContainer, start) && !isAfter(startContainer, end));
        link.classList.toggle("has-marks", marked);
        link.title = marked ? t.sectionHasMarks : "";
      }
    },
    showProgress(progress) {
      for (const { anchor, done } of links) {
        const here = progress.find((one) => one.anchor === anchor);
        done.textContent = here?.text ?? "";
        done.hidden = !here || here.done === 0;
      }
    },
    relink(state) {
      for (const { anchor, link } of links) link.href = formatHash(withCase(state, details.id, anchor));
    },
  };
}

/**
 * @param {Node} node
 * @param {Element | null} heading
 */
function isAfter(node, heading) {
  if (!heading) return false;
  const position = heading.compareDocumentPosition(node);
  return (position & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)) !== 0;
}
