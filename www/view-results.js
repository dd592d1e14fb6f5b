// The list of cases that a search found.

import { formatDate } from './i18n.js';
import { h, joined, refill } from './dom.js';
import { withMarks } from './marks.js';
import { severityMark } from './severity.js';
import { formatHash, withCase } from './state.js';
import { createTitleFocus } from './title-focus.js';
import { firstOf } from './view-summary.js';

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../pkg/casebook.js").Hit} Hit */
/** @typedef {import("../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} ResultsList
 * @property {HTMLElement} node
 * @property {(response: SearchResponse, state: State) => void} update
 * @property {(soon: boolean) => void} expectMore Says whether more is about to be appended.
 * @property {(hits: Hit[], state: State) => void} append
 */

/** @typedef {import("./title-focus.js").TitleFocus & ResultsList} ResultsView */

/**
 * @param {Context} context
 * @returns {ResultsView}
 */
export function createResults(context) {
  const node = h("ol", { class: "results", role: "list" });
  const titles = createTitleFocus(node);
  return {
    ...titles,
    node,
    update({ hits }, state) {
      refill(node, hits.map((hit) => hitItem(hit, state, context)));
      titles.reset();
    },
    expectMore,
    append(hits, state) {
      const items = hits.map((hit) => hitItem(hit, state, context));
      // The tab stop is among those that were there.
      for (const link of items.flatMap((item) => [...item.querySelectorAll("a")])) link.tabIndex = -1;
      node.append(...items);
      expectMore(false);
    },
  };

  /** @param {boolean} soon */
  function expectMore(soon) {
    if (soon) node.setAttribute("aria-busy", "true");
    else node.removeAttribute("aria-busy");
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
