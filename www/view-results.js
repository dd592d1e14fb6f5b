// The list of cases: plain links, one tab stop, arrows inside.

import { formatDate } from './i18n.js';
import { h, joined, refill } from './dom.js';
import { withMarks } from './marks.js';
import { severityMark } from './severity.js';
import { formatHash, withCase } from './state.js';
import { firstOf } from './view-summary.js';

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../pkg/casebook.js").Hit} Hit */
/** @typedef {import("../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} ResultsView
 * @property {HTMLElement} node
 * @property {(response: SearchResponse, state: State) => void} update
 * @property {(state: State) => void} markOpen Shows which case is being read.
 * @property {(step: 1 | -1) => boolean} move Returns whether there was a result to move to.
 * @property {() => HTMLAnchorElement | null} active The result that Enter would open.
 * @property {(id: string | null) => void} focus Focuses the result of a case, or the active one.
 */

/**
 * @param {Context} context
 * @returns {ResultsView}
 */
export function createResults(context) {
  const node = h("ol", { class: "results", role: "list", onfocusin: followFocus });

  const titles = () => /** @type {HTMLAnchorElement[]} */ ([...node.querySelectorAll("a.hit-title")]);
  const active = () => titles().find((title) => title.tabIndex === 0) ?? null;

  return {
    node,
    active,
    update(response, state) {
      refill(node, response.hits.map((hit) => hitItem(hit, state, context)));
      moveTabStop(titles(), titles()[0]);
    },
    markOpen(state) {
      for (const title of titles()) {
        const isOpen = title.dataset.id?.toLowerCase() === state.open?.id.toLowerCase();
        if (isOpen) title.setAttribute("aria-current", "true");
        else title.removeAttribute("aria-current");
        if (isOpen && !node.contains(document.activeElement)) moveTabStop(titles(), title);
      }
    },
    move(step) {
      const all = titles();
      const at = all.findIndex((title) => title === document.activeElement);
      const from = at >= 0 || !node.querySelector("[aria-current]") ? at : all.findIndex((title) => title.hasAttribute("aria-current"));
      const next = all[Math.min(Math.max(from + step, 0), all.length - 1)];
      if (!next) return false;
      next.focus();
      next.closest("li")?.scrollIntoView({ block: "nearest" });
      return true;
    },
    focus(id) {
      const title = titles().find((candidate) => candidate.dataset.id === id) ?? active();
      title?.focus({ preventScroll: true });
      title?.closest("li")?.scrollIntoView({ block: "nearest" });
    },
  };

  /** @param {FocusEvent} event */
  function followFocus(event) {
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    const title = item?.querySelector("a.hit-title");
    if (title instanceof HTMLAnchorElement) moveTabStop(titles(), title);
  }
}

/**
 * Leaves one result, with its section link, in the tab order.
 *
 * @param {HTMLAnchorElement[]} titles
 * @param {HTMLAnchorElement | undefined} chosen
 */
function moveTabStop(titles, chosen) {
  for (const title of titles) {
    for (const link of title.closest("li")?.querySelectorAll("a") ?? []) link.tabIndex = title === chosen ? 0 : -1;
  }
}

/**
 * @param {Hit} hit
 * @param {State} state
 * @param {Context} context
 */
function hitItem(hit, state, { t, lang, vocabulary }) {
  const title = h("a", {
    class: "hit-title",
    href: formatHash(withCase(state, hit.id)),
    lang: hit.lang,
    "data-id": hit.id,
    "data-key": `hit-${hit.id}`,
  }, ...withMarks(hit.title));
  const section = hit.section && h("a", {
    class: "hit-section",
    href: formatHash(withCase(state, hit.id, hit.section.anchor)),
    "data-key": `section-${hit.id}`,
  }, hit.section.heading);
  const { snippet } = hit;
  const lacks = firstOf(hit.missing, t);
  return h("li", { class: "hit" },
    h("h3", { class: "hit-heading" }, title),
    severityMark(vocabulary, hit.severity),
    h("p", { class: "hit-meta" },
      h("span", { class: "hit-id" }, hit.id),
      h("span", { class: "hit-component" }, vocabulary.label("component", hit.component)),
      state.sort === "updated" && h("time", { datetime: hit.updated }, formatDate(hit.updated, lang)),
    ),
    h("p", { class: "hit-snippet", lang: hit.lang },
      section,
      section && " ",
      snippet.cutBefore && "…",
      ...withMarks(snippet),
      snippet.cutAfter && "…",
    ),
    hit.missing.length > 0 && h("p", { class: "hit-missing" },
      t.missing,
      ...joined(lacks.named.map((word) => h("del", {}, word)), t.listComma),
      lacks.andMore,
    ),
  );
}
