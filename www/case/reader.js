// The right column, or on a phone the whole screen: the opened case and the way back.

import { h } from '../dom/elements.js';
import { emptyState, formatHash, withoutCase } from '../engine/state.js';
import { createCase } from './article.js';
import { wordsToMark } from './highlighter.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("./article.js").OpenCase} OpenCase */
/** @typedef {import("../../pkg/casebook.js").CaseDetails} CaseDetails */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} ReaderView
 * @property {HTMLElement} node
 * @property {(state: State, response: SearchResponse | null, logWords: (id: string | undefined) => string[]) => void} update Beside a log, `logWords` are marked.
 * @property {(state: State, previous: State | null) => void} arrive Brings what the state names into view.
 * @property {(number: number) => void} goToSection
 * @property {() => void} follow
 * @property {() => string | null} missing The section that the address names and the case does not have.
 * @property {() => string | null} title Of the case that is shown.
 */

/**
 * @typedef {object} Desk What the page has around a case, and an element has not: the way through the results, and what was done with each case.
 * @property {(reader: HTMLElement) => Node[]} attach Gives what stands in the bar of a reader, between the way back and the cross.
 * @property {(details: CaseDetails) => import("./article.js").Work} workOn
 * @property {(opened: Opened) => void} open Lays itself out around a case.
 * @property {() => void} close Puts away what belongs to the case before.
 * @property {(marks: Range[]) => void} showMarks
 * @property {() => boolean} holdsFocus Whether the focus is to stay where it is when another case opens.
 */

/** @typedef {{ details: CaseDetails, article: OpenCase, page: HTMLElement }} Opened `page` holds the article, and what is printed behind it. */

/**
 * @param {Context} context
 * @param {import("../engine/router.js").Router} router
 * @param {(message: string) => void} announce
 * @param {{ desk?: Desk, toTop?: () => void }} [surroundings] `toTop` shows the beginning of a case where the reader scrolls with all around it.
 * @returns {ReaderView}
 */
export function createReader(context, router, announce, { desk, toTop = toTopOfPage } = {}) {
  const { t, lang, engine } = context;
  /** @type {Opened | null} */
  let opened = null;
  let key = "";
  /** @type {string | null} */
  let missing = null;

  const back = h("a", { class: "back", onclick: close });
  const cross = h("button", { type: "button", class: "icon close-case", "aria-label": t.close, title: `${t.close} (Esc)`, onclick: close }, "×");
  const page = h("div", { class: "reader-page" });
  const node = h("section", { class: "reader", "aria-label": t.case });
  node.append(h("div", { class: "reader-bar" }, back, ...(desk?.attach(node) ?? []), cross), page);

  return {
    node,
    update(state, response, logWords) {
      const wanted = state.open ? `${state.open.id.toLowerCase()} ${state.edition ?? ""}` : "";
      if (wanted !== key) {
        key = wanted;
        open(state);
      }
      const anchor = state.open?.anchor;
      missing = anchor && opened && !opened.article.target(anchor) ? anchor : null;
      back.href = formatHash(withoutCase(state));
      back.textContent = `← ${state.log ? t.backToLog : response ? t.backToList(response.total) : t.back}`;
      opened?.article.relink(state);
      desk?.showMarks(opened?.article.mark(state.log ? logWords(opened.details.id) : wordsFor(state.query, response)) ?? []);
      opened?.article.follow();
    },
    arrive(state, previous) {
      if (!state.open) return;
      const target = opened?.article.target(state.open.anchor ?? "") ?? null;
      const isNew = previous?.open?.id !== state.open.id || previous.edition !== state.edition;
      if (target) {
        target.scrollIntoView({ block: "start" });
        focusHeading(target);
      } else if (isNew) {
        node.scrollTop = 0;
        toTop();
        if (!desk?.holdsFocus()) (opened?.article.title ?? page.querySelector("h1"))?.focus({ preventScroll: true });
      }
      opened?.article.follow();
    },
    goToSection(number) {
      const section = opened?.details.sections[number - 1];
      const state = router.state();
      if (section && state.open) router.replace({ ...state, open: { id: state.open.id, anchor: section.anchor } });
    },
    follow: () => opened?.article.follow(),
    missing: () => missing,
    title: () => opened && `${opened.details.id} ${opened.details.title}`,
  };

  /** @param {Event} event */
  function close(event) {
    event.preventDefault();
    router.closeCase();
  }

  /** @param {State} state */
  function open(state) {
    opened = null;
    desk?.close();
    page.replaceChildren();
    if (!state.open) return;
    const { id } = state.open;
    try {
      opened = read(id, state.edition ?? lang);
      if (isFormer(id, opened.details)) page.append(h("p", { class: "notice case-moved", role: "note" }, t.movedCase(id, opened.details.id)));
      page.append(opened.article.node);
      desk?.open(opened);
    } catch (error) {
      opened = null;
      page.append(failure(id, error));
    }
  }

  /**
   * @param {string} id
   * @param {string} edition
   * @returns {Opened}
   */
  function read(id, edition) {
    const options = { lang: edition };
    const details = engine.getCase(id, options);
    const article = createCase(details, engine.renderCase(id, options), context, announce, desk?.workOn(details));
    return { details, article, page };
  }

  /**
   * @param {string} id
   * @param {unknown} error
   */
  function failure(id, error) {
    const unknown = error instanceof Error && "code" in error && error.code === "unknown-case";
    const search = formatHash({ ...emptyState(), query: id, lang: context.chosenLang });
    return h("div", { class: "case-failure" },
      h("h1", { class: "case-title", tabindex: -1 }, unknown ? t.unknownCase(id) : t.caseFailed),
      h("p", {}, unknown ? t.unknownCaseHint : h("code", {}, String(error))),
      h("p", { class: "case-failure-ways" },
        h("a", { href: formatHash(withoutCase(router.state())), onclick: close }, t.back),
        unknown && h("a", { href: search }, t.searchInstead(id)),
      ),
    );
  }

  /**
   * @param {string} query
   * @param {SearchResponse | null} response
   */
  function wordsFor(query, response) {
    const hit = response?.hits.find(({ id }) => id === opened?.details.id);
    return response && hit ? wordsToMark(query, response, [hit.title, hit.snippet]) : [];
  }
}

/**
 * Whether `id` is what the case was called before: `K-6` is `K-006`, in any letter case.
 *
 * @param {string} id
 * @param {CaseDetails} details
 */
function isFormer(id, details) {
  /** @param {string} text */
  const plain = (text) => text.toLowerCase().replace(/-0+(?=\d)/, "-");
  return plain(id) !== plain(details.id) && details.formerIds.some((former) => plain(former) === plain(id));
}

function toTopOfPage() {
  if (matchMedia("(max-width: 59.99rem)").matches) scrollTo(0, 0);
}

/** @param {HTMLElement} heading */
function focusHeading(heading) {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
