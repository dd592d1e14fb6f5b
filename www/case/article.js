// One case, set as a document: what it is, its sections, its text, its evidence.

import { dressCodeBlocks } from './code-blocks.js';
import { h, joined } from '../dom/elements.js';
import { formatDate, langOf, languageName } from '../i18n/index.js';
import { highlight } from './highlighter.js';
import { createSectionBar } from './section-bar.js';
import { severityMark } from '../dom/severity.js';
import { emptyState, formatHash, withCase } from '../engine/state.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../engine/state.js").Facet} Facet */
/** @typedef {import("../../pkg/casebook.js").CaseDetails} CaseDetails */

/**
 * @typedef {object} OpenCase
 * @property {HTMLElement} node
 * @property {HTMLElement} title
 * @property {(words: string[]) => Range[]} mark Marks words throughout the case, and tells where.
 * @property {(anchor: string) => HTMLElement | null} target The element that an anchor of this case names.
 * @property {() => void} follow To be called when the reader has scrolled.
 * @property {(state: State) => void} relink Updates the links that carry the search along.
 * @property {(record: import("../notes/case-record.js").CaseRecord) => { done: number, total: number }} showRecord Ticks the steps that are done.
 * @property {import("./code-blocks.js").Command[]} commands
 * @property {(state: State, top: number) => import("./outline.js").OutlineEntry[]} outline The reader is at the last heading above `top`.
 */

/**
 * @typedef {object} Work What the reader does with the case.
 * @property {(article: HTMLElement, heading: (anchor: string) => HTMLElement | null) => import("./steps.js").Steps} steps Puts boxes before the steps of the article.
 * @property {(command: string) => void} copied
 */

/**
 * @param {CaseDetails} details
 * @param {DocumentFragment} text
 * @param {Context} context
 * @param {(message: string) => void} announce
 * @param {Work} [work] Without it, steps are not to be ticked.
 * @returns {OpenCase}
 */
export function createCase(details, text, context, announce, work) {
  const { t } = context;
  const body = h("div", { class: "prose", lang: details.lang });
  body.append(text);
  // What may scroll sideways is a stop for keys.
  for (const table of body.querySelectorAll(".table-scroll")) {
    table.setAttribute("tabindex", "0");
    table.setAttribute("role", "group");
    table.setAttribute("aria-label", t.table);
  }

  const prefix = `case-${details.id.toLowerCase()}-`;
  /** @param {string} anchor */
  const target = (anchor) => {
    /** @type {HTMLElement | null} */
    const named = anchor === "" ? null : body.querySelector(`#${CSS.escape(prefix + anchor)}`);
    return named;
  };

  const headings = outlineOf(body, prefix);
  const steps = work?.steps(body, target);
  const commands = dressCodeBlocks(body, t, announce, work?.copied);
  const title = h("h1", { class: "case-title", lang: details.lang, tabindex: -1 }, details.title);
  const editions = details.editions.map((tag) => ({ tag, link: h("a", { lang: tag, hreflang: tag, "aria-current": tag === details.lang ? "true" : null }, languageName(tag, context.lang)) }));
  const related = details.related.map((link) => ({ ...link, element: h("a", { class: "related-link" }, severityMark(context.vocabulary, link.severity), h("span", { class: "hit-id" }, link.id), h("span", { lang: langOf(link.title, context.lang) }, link.title)) }));
  const bar = createSectionBar(details, target, context);
  const signatures = signatureList(details, context);

  const node = h("article", { class: "case-document" },
    h("header", { class: "case-header" },
      h("p", { class: "case-kicker" },
        severityMark(context.vocabulary, details.severity),
        h("span", { class: "hit-id" }, details.id),
        editions.length > 1 && h("span", { class: "editions", role: "group", "aria-label": t.editions }, ...editions.map(({ link }) => link)),
      ),
      title,
      editions.length === 1 && details.lang !== context.lang && h("p", { class: "case-language" }, t.otherLanguage(languageName(details.lang, context.lang))),
      facts(details, context),
    ),
    details.sections.length > 1 && bar.node,
    body,
    h("footer", { class: "case-footer" },
      signatures,
      related.length > 0 && h("section", {}, h("h2", {}, t.related), h("ul", { class: "related", role: "list" }, ...related.map(({ element }) => h("li", {}, element)))),
      sourceList(details, context),
    ),
  );

  return {
    node,
    title,
    target,
    follow: bar.follow,
    mark(words) {
      const ranges = highlight([title, body, ...(signatures ? [signatures] : [])], words);
      bar.showMarks(ranges);
      return ranges;
    },
    showRecord(record) {
      const progress = steps?.show(record) ?? [];
      bar.showProgress(progress);
      return { done: progress.reduce((sum, { done }) => sum + done, 0), total: steps?.total ?? 0 };
    },
    commands,
    outline(state, top) {
      const current = headings.filter(({ element }) => element.getBoundingClientRect().top < top).at(-1) ?? headings[0];
      return headings.map((heading) => ({
        level: heading.level,
        text: heading.text,
        href: formatHash(withCase(state, details.id, heading.anchor)),
        current: heading === current,
      }));
    },
    relink(state) {
      bar.relink(state);
      for (const { tag, link } of editions) link.href = formatHash({ ...state, open: { id: details.id, anchor: null }, edition: tag });
      for (const { id, element } of related) element.href = formatHash(withCase(state, id));
    },
  };
}

/**
 * The headings as their author wrote them.
 *
 * @param {HTMLElement} body
 * @param {string} prefix Of their ids.
 */
function outlineOf(body, prefix) {
  /** @type {NodeListOf<HTMLHeadingElement>} */
  const elements = body.querySelectorAll(":scope > :is(h2, h3)");
  return [...elements].map((element) => ({
    element,
    level: Number(element.localName.slice(1)),
    anchor: element.id.slice(prefix.length),
    text: element.textContent ?? "",
  }));
}

/**
 * @param {CaseDetails} details
 * @param {Context} context
 */
function facts(details, { t, lang, vocabulary, chosenLang }) {
  /**
   * @param {Facet} facet
   * @param {string} key
   */
  const filterLink = (facet, key) => {
    const state = { ...emptyState(), lang: chosenLang };
    state.filters[facet] = [key];
    const label = vocabulary.label(facet, key);
    return h("a", { href: formatHash(state), lang: langOf(label, lang) }, label);
  };
  /** @param {string} date */
  const time = (date) => h("time", { datetime: date }, formatDate(date, lang));
  /**
   * @param {string} term
   * @param {...import("../dom/elements.js").Child} description
   */
  const fact = (term, ...description) => h("div", {}, h("dt", {}, term), h("dd", {}, ...description));
  return h("dl", { class: "facts" },
    fact(t.facets.component, filterLink("component", details.component)),
    fact(t.facets.type, filterLink("type", details.type)),
    fact(t.facets.status, filterLink("status", details.status)),
    details.appliesTo.length > 0 && fact(t.appliesTo, ...joined(details.appliesTo.map(({ product, versions }) => h("span", { class: "version" }, `${product} ${versions}`)), t.listComma)),
    fact(t.created, time(details.created)),
    fact(t.updated, time(details.updated)),
    details.tags.length > 0 && h("div", { class: "fact-tags" }, h("dt", {}, t.facets.tag), h("dd", {}, ...joined(details.tags.map((tag) => filterLink("tag", tag)), " "))),
  );
}

/**
 * @param {CaseDetails} details
 * @param {Context} context
 */
function signatureList({ signatures }, { t }) {
  if (signatures.length === 0) return null;
  return h("section", {},
    h("h2", {}, t.signatures),
    h("p", { class: "hint" }, t.signaturesHint),
    h("ul", { class: "signatures", role: "list" }, ...signatures.map((signature) => h("li", {}, h("code", {}, signature)))),
  );
}

/**
 * @param {CaseDetails} details
 * @param {Context} context
 */
function sourceList({ sources }, { t }) {
  if (sources.length === 0) return null;
  return h("section", {},
    h("h2", {}, t.sources),
    h("ul", { class: "sources", role: "list" }, ...sources.map((url) => h("li", {}, /^https?:\/\//.test(url) ? externalLink(url, t) : url))),
  );
}

/**
 * @param {string} url
 * @param {import("../i18n/index.js").Strings} t
 */
function externalLink(url, t) {
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer" },
    url.replace(/^https?:\/\//, ""),
    h("span", { class: "visually-hidden" }, t.external),
  );
}
