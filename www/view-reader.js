// The right column, or on a phone the whole screen: the opened case and the way back.

import { h } from './dom.js';
import { wordsToMark } from './marks.js';
import { emptyState, formatHash, withoutCase } from './state.js';
import { createCase } from './view-case.js';

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./view-case.js").OpenCase} OpenCase */
/** @typedef {import("../pkg/casebook.js").CaseDetails} CaseDetails */
/** @typedef {import("../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} ReaderView
 * @property {HTMLElement} node
 * @property {(state: State, response: SearchResponse | null, logWords: (id: string | undefined) => string[]) => void} update Beside a log, `logWords` are marked.
 * @property {(state: State, previous: State | null) => void} arrive Brings what the state names into view.
 * @property {(number: number) => void} goToSection
 * @property {() => void} follow
 * @property {() => string | null} title Of the case that is shown.
 */

/**
 * @param {Context} context
 * @param {import("./router.js").Router} router
 * @param {(message: string) => void} announce
 * @param {() => void} [toTop] Shows the beginning of a case where the reader scrolls with all around it.
 * @returns {ReaderView}
 */
export function createReader(context, router, announce, toTop = toTopOfPage) {
  const { t, lang, engine } = context;
  /** @type {OpenCase | null} */
  let shown = null;
  /** @type {CaseDetails | null} */
  let details = null;
  let key = "";

  const back = h("a", { class: "back", onclick: close });
  const cross = h("button", { type: "button", class: "icon close-case", "aria-label": t.close, title: `${t.close} (Esc)`, onclick: close }, "×");
  const page = h("div", { class: "reader-page" });
  const node = h("section", { class: "reader", "aria-label": t.case }, h("div", { class: "reader-bar" }, back, cross), page);

  return {
    node,
    update(state, response, logWords) {
      const wanted = state.open ? `${state.open.id.toLowerCase()} ${state.edition ?? ""}` : "";
      if (wanted !== key) {
        key = wanted;
        open(state);
      }
      back.href = formatHash(withoutCase(state));
      back.textContent = `← ${state.log ? t.log.title : response ? t.backToList(response.total) : t.back}`;
      shown?.relink(state);
      shown?.mark(state.log ? logWords(details?.id) : wordsFor(state.query, response));
      shown?.follow();
    },
    arrive(state, previous) {
      if (!state.open) return;
      const target = shown?.target(state.open.anchor ?? "") ?? null;
      const isNew = previous?.open?.id !== state.open.id || previous.edition !== state.edition;
      if (target) {
        target.scrollIntoView({ block: "start" });
        focusHeading(target);
      } else if (isNew) {
        node.scrollTop = 0;
        toTop();
        (shown?.title ?? page.querySelector("h1"))?.focus({ preventScroll: true });
      }
      shown?.follow();
    },
    goToSection(number) {
      const section = details?.sections[number - 1];
      const state = router.state();
      if (section && state.open) router.replace({ ...state, open: { id: state.open.id, anchor: section.anchor } });
    },
    follow: () => shown?.follow(),
    title: () => details && `${details.id} ${details.title}`,
  };

  /** @param {Event} event */
  function close(event) {
    event.preventDefault();
    router.closeCase();
  }

  /** @param {State} state */
  function open(state) {
    shown = null;
    details = null;
    page.replaceChildren();
    if (!state.open) return;
    const { id } = state.open;
    const options = { lang: state.edition ?? lang };
    try {
      details = engine.getCase(id, options);
      shown = createCase(details, engine.renderCase(id, options), context, announce);
      page.append(shown.node);
    } catch (error) {
      details = null;
      page.append(failure(id, error));
    }
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
    const hit = response?.hits.find(({ id }) => id === details?.id);
    return response && hit ? wordsToMark(query, response, [hit.title, hit.snippet]) : [];
  }
}

function toTopOfPage() {
  if (matchMedia("(max-width: 59.99rem)").matches) scrollTo(0, 0);
}

/** @param {HTMLElement} heading */
function focusHeading(heading) {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
