// One case in the list of results. It stays while one types, and only what a further letter has changed
// is made anew: laying out text is what a key costs most.

import { formatDate } from '../i18n/index.js';
import { h, joined, refill } from '../dom/elements.js';
import { withMarks } from '../dom/marked-text.js';
import { severityMark } from '../dom/severity.js';
import { formatHash, withCase } from '../engine/state.js';
import { firstOf } from './summary.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../../pkg/casebook.js").Hit} Hit */

/**
 * @typedef {object} HitView
 * @property {HTMLElement} node
 * @property {(hit: Hit, state: State) => void} update With another hit of the same kind.
 */

/**
 * What all hits have in common that one view can show, one after the other.
 *
 * @param {Hit} hit
 * @param {State} state
 */
export function kindOf(hit, state) {
  return JSON.stringify([hit.id, hit.lang, showsDate(state)]);
}

/** @param {State} state */
function showsDate({ sort }) {
  return sort === "updated";
}

/**
 * @param {Hit} first
 * @param {State} state
 * @param {Context} context
 * @returns {HitView}
 */
export function createHit(first, state, { t, lang, vocabulary }) {
  const { id } = first;
  const title = h("a", { class: "hit-title", lang: first.lang, "data-id": id, "data-key": `hit-${id}` });
  const section = h("a", { class: "hit-section", "data-key": `section-${id}` });
  const snippet = h("p", { class: "hit-snippet", lang: first.lang });
  const missing = h("p", { class: "hit-missing" });
  const node = h("li", { class: "hit" },
    h("h3", { class: "hit-heading" }, title),
    severityMark(vocabulary, first.severity),
    h("p", { class: "hit-meta" },
      h("span", { class: "hit-id" }, id),
      h("span", { class: "hit-component" }, vocabulary.label("component", first.component)),
      showsDate(state) && h("time", { datetime: first.updated }, formatDate(first.updated, lang)),
    ),
    snippet,
  );
  const titleChanges = changes();
  const snippetChanges = changes();
  const missingChanges = changes();

  return {
    node,
    update(hit, state) {
      title.href = formatHash(withCase(state, id));
      if (titleChanges(hit.title)) refill(title, withMarks(hit.title));
      if (hit.section) section.href = formatHash(withCase(state, id, hit.section.anchor));
      if (snippetChanges([hit.section, hit.snippet])) fillSnippet(hit);
      if (missingChanges(hit.missing)) fillMissing(hit);
    },
  };

  /** @param {Hit} hit */
  function fillSnippet(hit) {
    if (hit.section) section.textContent = hit.section.heading;
    refill(snippet, [
      hit.section && section,
      hit.section && " ",
      hit.snippet.cutBefore && "…",
      ...withMarks(hit.snippet),
      hit.snippet.cutAfter && "…",
    ]);
  }

  /** @param {Hit} hit */
  function fillMissing(hit) {
    if (hit.missing.length === 0) {
      missing.remove();
      return;
    }
    const lacks = firstOf(hit.missing, t);
    node.append(missing);
    refill(missing, [t.missing, ...joined(lacks.named.map((word) => h("del", {}, word)), t.listComma), lacks.andMore]);
  }
}

/** Tells whether a value is another one than the last time. */
function changes() {
  let last = "";
  return (/** @type {unknown} */ value) => {
    const now = JSON.stringify(value);
    const other = now !== last;
    last = now;
    return other;
  };
}
