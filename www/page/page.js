// One page in one language: asks the engine when the question has changed, and paints.

import { createReader } from '../case/reader.js';
import { createList } from '../search/list.js';
import { createFacets } from '../search/facets.js';
import { createLogView } from '../log/view.js';
import { openHelp } from './help.js';
import { createRecordSettings } from '../notes/settings.js';
import { createAddressNotice } from './address-notice.js';
import { createSearchInput } from '../search/input.js';
import { find, findFirst, findRest } from '../engine/find.js';
import { listenToKeys } from './keyboard.js';
import { listenToLogs } from '../log/incoming.js';
import { hasLogExample, logExample } from '../log/example.js';
import { forgetPreferences, storedShortcuts, storedTheme, storePreference } from './prefs.js';
import { createShell } from './shell.js';
import { createSplitter } from './splitter.js';
import { asksForAll, emptyState, formatHash, noFilters, PAGE_SIZE, toggled, withCase, withLog, withQuery } from '../engine/state.js';
import { applyTheme } from '../dom/theme.js';
import { countLine, remarks } from '../search/summary.js';
import { createWalk, neighbour } from '../search/walk.js';
import { pickLabel } from '../engine/vocabulary.js';

/** @typedef {import("../engine/context.js").Context} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} Page
 * @property {(state: State, previous: State | null) => void} paint
 * @property {() => void} unmount
 */

/**
 * While one types, as many results are shown at once as fill the window; the rest follow after a pause, and so
 * do the counts of the filters, at which nobody looks while typing.
 */
const PAUSE_MS = 100;
/** Most results are higher. */
const RESULT_PX = 76;

const WIDE = "(min-width: 60rem)";
const FULL = "(min-width: 80rem)";

/**
 * @param {HTMLElement} root
 * @param {import("../engine/context.js").LogEngine} engine
 * @param {Context} context
 * @param {import("./hash-router.js").HashRouter} router
 * @param {import("../dom/live.js").Announcer} announcer
 * @param {import("../log/session.js").LogSession} session
 * @param {import("../notes/records.js").Records} records
 * @returns {Page}
 */
export function mountPage(root, engine, context, router, announcer, session, records) {
  const { t, lang } = context;
  const info = engine.info();
  const example = { exists: () => hasLogExample(engine, lang), read: readExample };
  /** @type {SearchResponse | null} */
  let response = null;
  let question = "";
  /** @type {State | null} What is listed with its first results alone. */
  let rest = null;
  let restTimer = 0;
  let listScroll = 0;
  let announced = session.state().answer;

  const input = createSearchInput(t, (query) => {
    const state = router.state();
    // Back leads from a search to the log before it.
    if (state.log) router.push(withQuery(state, query));
    else router.replaceSoon(withQuery(state, query));
  });
  const log = createLogView(context, { read: readLog, clear: session.clear, example, announce: announcer.say });
  const results = () => (router.state().log ? log.results : list.results);
  const list = createList(context, router, input.field, example);
  const walk = createWalk(t, walkTo);
  const reader = createReader(context, router, announcer.say, { desk: { walk, records, info } });
  const splitter = createSplitter(t, { list: list.node, log: log.node });
  const notice = createAddressNotice(context, router, input.field);
  const facets = createFacets(context, {
    toggle: (facet, key) => router.push(toggled(router.state(), facet, key)),
    clear: () => {
      router.push({ ...router.state(), filters: noFilters() });
      input.field.focus();
    },
  });

  const help = () => openHelp(context, {
    shortcuts: storedShortcuts(),
    setShortcuts: (on) => storePreference("shortcuts", on ? "on" : "off"),
    records: createRecordSettings(records, context, forgetPreferences),
  });
  document.documentElement.lang = lang;
  root.replaceChildren(...createShell(
    info,
    { search: input.node, notice: notice.node, filters: facets.node, list: list.node, log: log.node, splitter: splitter.node, reader: reader.node },
    context,
    { switchLang, setTheme, help, home: formatHash({ ...emptyState(), lang: context.chosenLang }), logs: formatHash(withLog({ ...emptyState(), lang: context.chosenLang })), theme: storedTheme() },
  ), announcer.node);

  const listeners = new AbortController();
  for (const media of [matchMedia(WIDE), matchMedia(FULL)]) {
    media.addEventListener("change", () => foldFilters(router.state()), { signal: listeners.signal });
  }
  addEventListener("resize", () => splitter.update(router.state().log ? "log" : "list"), { signal: listeners.signal });
  document.addEventListener("scroll", reader.follow, { capture: true, passive: true, signal: listeners.signal });
  listenToLogs(readLog, listeners.signal);
  const stopListening = session.listen(() => {
    const state = router.state();
    if (!state.log) return;
    paintLog(state);
    reader.update(state, response, log.words);
  });
  const stopRecords = records.listen(reader.showRecord);
  session.answerIn(lang);
  const stopKeys = listenToKeys({
    focusSearch,
    help,
    singleKeys: storedShortcuts,
    moveResult: (step) => results().move(step),
    enterFromSearch,
    leave,
    goToSection: reader.goToSection,
    outline: reader.outline,
    copyCommand: reader.copyCommand,
    stepMark: reader.stepMark,
    notes: reader.notes,
    walk: walkTo,
  });

  return { paint, unmount };

  /**
   * @param {State} state
   * @param {State | null} previous
   */
  function paint(state, previous) {
    if (state.open && !previous?.open) listScroll = scrollY;
    root.dataset.view = state.open ? "case" : "list";
    root.dataset.mode = state.log ? "log" : "search";
    input.show(state.query);
    // Before anything changes: once it has, scrolling would lay out the page an extra time.
    if (previous && (state.query !== previous.query || state.exact !== previous.exact)) toTopOfList(state);
    ask(state, previous !== null && !state.open && state.query !== previous.query);
    list.showLanding(state);
    foldFilters(state);
    paintLog(state);
    reader.update(state, response, log.words);
    results().markOpen(state);
    walk.update(results().ids(), listed(state), state.open?.id);
    notice.update(reader.missing());
    if (state.open) splitter.update(state.log ? "log" : "list");
    document.title = [reader.title() ?? state.query.trim(), pickLabel(info.title, lang)].filter(Boolean).join(" · ");
    if (state.open) {
      // Typing beside a case leaves it in place; choosing its section again scrolls there again.
      if (state.open !== previous?.open || state.edition !== previous.edition) reader.arrive(state, previous);
    } else if (previous?.open) {
      returnToList(previous.open.id);
    } else if (state.log && !previous?.log) {
      log.focus();
    } else if (!previous || previous.log !== state.log) {
      input.field.focus({ preventScroll: true });
    }
  }

  /**
   * Searches, when what is asked has changed.
   *
   * @param {State} state
   * @param {boolean} isTyped Then only what is looked at is shown at once.
   */
  function ask(state, isTyped) {
    if (state.log) return;
    const next = JSON.stringify([state.query, state.exact, state.filters, state.sort, state.show]);
    if (next === question) {
      showRest();
      return;
    }
    question = next;
    rest = null;
    clearTimeout(restTimer);
    try {
      response = findFirst(engine, state, lang, isTyped ? Math.ceil(innerHeight / RESULT_PX) : Infinity);
    } catch (error) {
      response = null;
      list.fail(String(error));
      facets.expectUpdate(false);
      announcer.sayLater(t.searchFailed);
      return;
    }
    list.update(response, state);
    rest = state;
    list.results.expectMore(response.hits.length < Math.min(state.show, response.total));
    facets.expectUpdate(true);
    if (isTyped) restTimer = window.setTimeout(showRest, PAUSE_MS);
    else showRest();
    if (!asksForAll(state)) announcer.sayLater([countLine(response, state, t), ...remarks(response, state, t)].join(" "));
  }

  /** Shows what is still missing of the answer. */
  function showRest() {
    clearTimeout(restTimer);
    if (response && rest) {
      const more = findRest(engine, rest, lang, response);
      response = { ...response, hits: [...response.hits, ...more] };
      list.results.append(more, rest);
      facets.update(response, rest);
    }
    rest = null;
  }

  /** @param {State} state */
  function paintLog(state) {
    log.node.hidden = !state.log;
    list.node.hidden = state.log;
    facets.node.hidden = state.log;
    if (!state.log) return;
    const now = session.state();
    log.update(now, state);
    if (now.phase !== "answered" || announced === now.answer) return;
    announced = now.answer;
    announcer.say(log.said());
    log.focus();
  }

  /**
   * @param {string | Blob} source
   * @param {string | null} name
   */
  function readLog(source, name) {
    const state = router.state();
    if (!state.log || state.open) router.push(withLog(state));
    void session.read(source, name, lang);
  }

  function readExample() {
    const example = logExample(engine, lang);
    if (example !== null) readLog(example, t.log.example);
  }

  /**
   * How many results there are to walk through.
   *
   * @param {State} state
   */
  function listed(state) {
    return state.log ? results().ids().length : response?.total ?? 0;
  }

  /** @param {1 | -1} step */
  function walkTo(step) {
    const state = router.state();
    const next = neighbour(results().ids(), state.open?.id, step);
    if (next === null) return;
    if (next !== "beyond") router.replace(withCase(state, next.id));
    else if (!walkOn(state)) return;
    results().showOpen();
    if (walk.holdsFocus()) announcer.say(`${walk.said()} ${reader.title() ?? ""}`);
  }

  /**
   * From the last result that is listed to the first of those that are not yet.
   *
   * @param {State} state
   */
  function walkOn(state) {
    const at = results().ids().length;
    if (state.log || at >= listed(state)) return false;
    const more = { ...state, show: state.show + PAGE_SIZE };
    const hit = find(engine, more, lang).hits[at];
    if (hit) router.replace(withCase(more, hit.id));
    return hit !== undefined;
  }

  /** @param {State} state */
  function foldFilters(state) {
    const roomy = matchMedia(state.open ? FULL : WIDE).matches;
    facets.fold(!roomy);
  }

  /**
   * A new query has a new best answer, and it is at the top.
   *
   * @param {State} state
   */
  function toTopOfList(state) {
    list.node.scrollTop = 0;
    if (!state.open && !matchMedia(WIDE).matches) scrollTo(0, 0);
  }

  /** @param {string} id */
  function returnToList(id) {
    if (!matchMedia(WIDE).matches) scrollTo(0, listScroll);
    if (document.activeElement === document.body) results().focus(id);
  }

  function focusSearch() {
    const state = router.state();
    // On a phone the case covers the list, and the search with it.
    if (state.open && !matchMedia(WIDE).matches) router.closeCase();
    input.field.focus();
    input.field.select();
  }

  function enterFromSearch() {
    if (matchMedia("(pointer: coarse)").matches) {
      input.field.blur();
      return true;
    }
    const best = results().active();
    if (!best) return false;
    router.follow(best.getAttribute("href") ?? "");
    return true;
  }

  function leave() {
    const state = router.state();
    if (state.open) {
      router.closeCase();
      return true;
    }
    if (state.log) {
      router.push({ ...state, log: false });
      return true;
    }
    if (state.query === "") return false;
    router.replace(withQuery(state, ""));
    input.field.focus();
    return true;
  }

  function switchLang() {
    const next = lang === "en" ? "zh-CN" : "en";
    storePreference("lang", next);
    router.replace({ ...router.state(), lang: next });
  }

  /** @param {import("../dom/theme.js").Theme} theme */
  function setTheme(theme) {
    storePreference("theme", theme);
    applyTheme(document.documentElement, theme);
  }

  function unmount() {
    clearTimeout(restTimer);
    listeners.abort();
    stopListening();
    stopRecords();
    stopKeys();
  }
}
