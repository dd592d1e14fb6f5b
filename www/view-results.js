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

/** @typedef {import("./title-focus.js").TitleFocus & { node: HTMLElement, update: (response: SearchResponse, state: State) => void }} ResultsView */

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
    update(response, state) {
      refill(node, response.hits.map((hit) => hitItem(hit, state, context)));
      titles.reset();
    },
  };
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
