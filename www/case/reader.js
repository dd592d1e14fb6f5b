// The right column, or on a phone the whole screen: the opened case and the way back.

import { withCopy, withTick, withoutTick } from '../notes/case-record.js';
import { h } from '../dom/elements.js';
import { createMarkStepper } from './mark-stepper.js';
import { wordsToMark } from './highlighter.js';
import { isInView, textTop } from './reading-place.js';
import { emptyState, formatHash, withoutCase } from '../engine/state.js';
import { createCase } from './article.js';
import { createNotes } from '../notes/view.js';
import { openOutline } from './outline.js';

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
 * @property {() => void} showRecord Shows what was done with the case.
 * @property {() => boolean} outline Each of these returns whether there was something to do it with.
 * @property {() => boolean} copyCommand The one that has the focus, or else the first in view.
 * @property {(by: 1 | -1) => boolean} stepMark
 * @property {() => boolean} notes
 */

/**
 * @typedef {object} Desk What the page has around a case, and a widget has not: the way through the results, and what was done with each case.
 * @property {import("../search/walk.js").Walk} walk
 * @property {import("../notes/records.js").Records} records
 * @property {import("../../pkg/casebook.js").Info} info
 */

/** What was done by a key is shown so long. */
const SAID_MS = 4000;
/** A heading that one has just gone to begins so far below the bars at most, in CSS pixels. */
const HEADING = 36;

/**
 * @param {Context} context
 * @param {import("../engine/router.js").Router} router
 * @param {(message: string) => void} announce
 * @param {{ desk?: Desk, toTop?: () => void }} [page] `toTop` shows the beginning of a case where the reader scrolls with all around it.
 * @returns {ReaderView}
 */
export function createReader(context, router, announce, { desk, toTop = toTopOfPage } = {}) {
  const { t, lang, engine } = context;
  /** @type {OpenCase | null} */
  let shown = null;
  /** @type {CaseDetails | null} */
  let details = null;
  let key = "";
  /** @type {import("../notes/view.js").NotesView | null} */
  let notes = null;
  let saidTimer = 0;
  /** @type {string | null} */
  let missing = null;

  const back = h("a", { class: "back", onclick: close });
  const contents = h("button", { type: "button", class: "to-outline", title: `${t.outline} (o)`, "aria-keyshortcuts": "o", onclick: outline }, t.outline);
  const said = h("span", { class: "reader-said" });
  const unsaved = h("span", { class: "reader-unsaved" });
  const toNotes = h("button", { type: "button", class: "to-notes", title: `${t.notes.title} (w)`, "aria-keyshortcuts": "w", "aria-expanded": "false", onclick: toggleNotes }, t.notes.title);
  const cross = h("button", { type: "button", class: "icon close-case", "aria-label": t.close, title: `${t.close} (Esc)`, onclick: close }, "×");
  const page = h("div", { class: "reader-page" });
  const node = h("section", { class: "reader", "aria-label": t.case });
  const stepper = desk && createMarkStepper(node, t, announce);
  const tools = h("div", { class: "reader-tools" }, stepper?.node, unsaved, toNotes);
  node.append(h("div", { class: "reader-bar" }, back, ...(desk ? [contents, desk.walk.node, said, tools] : []), cross), page);

  return {
    node,
    update(state, response, logWords) {
      const wanted = state.open ? `${state.open.id.toLowerCase()} ${state.edition ?? ""}` : "";
      if (wanted !== key) {
        key = wanted;
        open(state);
      }
      const anchor = state.open?.anchor;
      missing = anchor && shown && !shown.target(anchor) ? anchor : null;
      back.href = formatHash(withoutCase(state));
      back.textContent = `← ${state.log ? t.log.title : response ? t.backToList(response.total) : t.back}`;
      shown?.relink(state);
      const marks = shown?.mark(state.log ? logWords(details?.id) : wordsFor(state.query, response));
      stepper?.show(marks ?? []);
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
        if (!desk?.walk.holdsFocus()) (shown?.title ?? page.querySelector("h1"))?.focus({ preventScroll: true });
      }
      shown?.follow();
    },
    goToSection(number) {
      const section = details?.sections[number - 1];
      const state = router.state();
      if (section && state.open) router.replace({ ...state, open: { id: state.open.id, anchor: section.anchor } });
    },
    follow: () => shown?.follow(),
    missing: () => missing,
    title: () => details && `${details.id} ${details.title}`,
    showRecord,
    outline,
    copyCommand,
    stepMark: (by) => stepper?.step(by) ?? false,
    notes: toggleNotes,
  };

  function showRecord() {
    if (!desk || !shown || !details) return;
    const { records } = desk;
    const { done, total } = shown.showRecord(records.read(details.id));
    const kept = records.kept(details.id);
    unsaved.textContent = kept === "full" || kept === "refused" ? t.notes.unsaved : "";
    unsaved.title = t.notes.kept[kept];
    notes?.update(t.steps.progress(done, total));
  }

  function outline() {
    if (!shown || !details) return false;
    openOutline(shown.outline(router.state(), textTop(node) + HEADING), details.lang, t);
    return true;
  }

  function toggleNotes() {
    notes?.toggle();
    return notes !== null;
  }

  function copyCommand() {
    if (!shown) return false;
    const { commands } = shown;
    const command = commands.find(({ frame }) => frame.matches(":focus-within")) ?? commands.find(({ frame }) => isInView(frame, node));
    if (command) void copyAndSay(command);
    else say(t.noCommand);
    return true;
  }

  /** @param {import("./code-blocks.js").Command} command */
  async function copyAndSay(command) {
    const worked = await command.copy();
    const [first = "", ...more] = command.text().split("\n");
    const what = t.copiedCommand(first, more.length);
    say(worked ? [what, command.risk && t.copiedRisk(command.risk), command.remark()].filter(Boolean).join(t.sentenceSpace) : t.copyFailed);
  }

  /** @param {string} message */
  function say(message) {
    announce(message);
    said.textContent = message;
    clearTimeout(saidTimer);
    saidTimer = window.setTimeout(() => (said.textContent = ""), SAID_MS);
  }

  /**
   * @param {import("../notes/records.js").Records} records
   * @param {string} id
   * @returns {import("./article.js").Work}
   */
  function workOn(records, id) {
    return {
      tick({ key, label }, ticked) {
        records.update(id, (record) => (ticked ? withTick(record, { key, label, at: Date.now() }) : withoutTick(record, key)));
        const { done, total } = shown?.showRecord(records.read(id)) ?? { done: 0, total: 0 };
        announce([t.steps.said(done, total), unsaved.textContent].filter(Boolean).join(t.sentenceSpace));
      },
      copied: (text) => records.update(id, (record) => withCopy(record, { text, at: Date.now() })),
    };
  }

  /** @param {Event} event */
  function close(event) {
    event.preventDefault();
    router.closeCase();
  }

  /** @param {State} state */
  function open(state) {
    shown = null;
    details = null;
    notes?.node.remove();
    notes = null;
    toNotes.setAttribute("aria-expanded", "false");
    said.textContent = unsaved.textContent = "";
    page.replaceChildren();
    contents.hidden = tools.hidden = true;
    if (!state.open) return;
    const { id } = state.open;
    const options = { lang: state.edition ?? lang };
    try {
      details = engine.getCase(id, options);
      shown = createCase(details, engine.renderCase(id, options), context, announce, desk && workOn(desk.records, details.id));
      if (isFormer(id, details)) page.append(h("p", { class: "notice case-moved", role: "note" }, t.movedCase(id, details.id)));
      page.append(shown.node);
      if (desk) layOut(desk, details);
    } catch (error) {
      details = null;
      page.append(failure(id, error));
    }
  }

  /**
   * @param {Desk} desk
   * @param {CaseDetails} details
   */
  function layOut({ records, info }, details) {
    notes = createNotes(details, info, records, context, announce, toNotes);
    page.append(notes.printed);
    node.append(notes.node);
    contents.hidden = tools.hidden = false;
    showRecord();
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
