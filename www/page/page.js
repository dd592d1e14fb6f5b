// One page in one language: its parts, and what each shows of the state.

import { createReader } from '../case/reader.js';
import { applyTheme } from '../dom/theme.js';
import { emptyState, formatHash, withLog, withQuery } from '../engine/state.js';
import { pickLabel } from '../engine/vocabulary.js';
import { listenToLogs } from '../log/incoming.js';
import { createRecordSettings } from '../notes/settings.js';
import { createSearchInput } from '../search/input.js';
import { createSearchKeys } from '../search/keys.js';
import { createAddressNotice } from './address-notice.js';
import { createDesk } from './desk.js';
import { openHelp } from './help.js';
import { listenToKeys } from './keyboard.js';
import { createLogColumn } from './log-column.js';
import { forgetPreferences, storedShortcuts, storedTheme, storePreference } from './prefs.js';
import { createSearchColumn } from './search-column.js';
import { createShell } from './shell.js';
import { createSplitter } from './splitter.js';
import { createWalking } from './walking.js';

/** @typedef {import("../engine/context.js").PageContext} Context */
/** @typedef {import("../engine/state.js").State} State */

/**
 * @typedef {object} Lasting What stays when the page is made anew in another language.
 * @property {HTMLElement} root
 * @property {import("../engine/context.js").LogEngine} engine
 * @property {import("./hash-router.js").HashRouter} router
 * @property {import("../dom/live.js").Announcer} announcer
 * @property {import("../log/session.js").LogSession} session
 * @property {import("../notes/records.js").Records} records
 */

/**
 * @typedef {object} Page
 * @property {(state: State, previous: State | null) => void} paint
 * @property {() => void} unmount
 */

/** @typedef {ReturnType<typeof createParts>} Parts */

const WIDE = "(min-width: 60rem)";
const FULL = "(min-width: 80rem)";

/**
 * @param {Lasting} lasting
 * @param {Context} context
 * @returns {Page}
 */
export function mountPage(lasting, context) {
  const parts = createParts(lasting, context);
  document.documentElement.lang = context.lang;
  lasting.root.replaceChildren(...frame(lasting, context, parts), lasting.announcer.node);
  const stop = listen(lasting, context, parts);
  return {
    paint: createPainter(lasting, context, parts),
    unmount() {
      parts.search.finder.stop();
      stop();
    },
  };
}

/**
 * @param {Lasting} lasting
 * @param {Context} context
 */
function createParts(lasting, context) {
  const { router, announcer } = lasting;
  const input = createSearchInput(context.t, (query) => {
    const state = router.state();
    // Back leads from a search to the log before it.
    if (state.log) router.push(withQuery(state, query));
    else router.replaceSoon(withQuery(state, query));
  });
  const log = createLogColumn(context, lasting);
  const search = createSearchColumn(context, lasting, input.field, log.example);
  const results = () => (router.state().log ? log.view.results : search.results);
  const walking = createWalking(context, lasting, results, search.finder, () => reader.title());
  const desk = createDesk(context, lasting, walking.walk);
  const reader = createReader(context, router, announcer.say, { desk });
  const splitter = createSplitter(context.t, { list: search.node, log: log.view.node });
  const notice = createAddressNotice(context, router, input.field);
  return { input, log, search, results, walking, desk, reader, splitter, notice };
}

/**
 * @param {Lasting} lasting
 * @param {Context} context
 * @param {Parts} parts
 */
function frame({ engine, router, records }, context, { input, log, search, reader, splitter, notice }) {
  const blank = { ...emptyState(), lang: context.chosenLang };
  return createShell(
    engine.info(),
    { search: input.node, notice: notice.node, filters: search.filters, list: search.node, log: log.view.node, splitter: splitter.node, reader: reader.node },
    context,
    {
      help: () => showHelp(records, context),
      home: formatHash(blank),
      logs: formatHash(withLog(blank)),
      theme: storedTheme(),
      switchLang() {
        const next = context.lang === "en" ? "zh-CN" : "en";
        storePreference("lang", next);
        router.replace({ ...router.state(), lang: next });
      },
      setTheme(theme) {
        storePreference("theme", theme);
        applyTheme(document.documentElement, theme);
      },
    },
  );
}

/**
 * @param {import("../notes/records.js").Records} records
 * @param {Context} context
 */
function showHelp(records, context) {
  openHelp(context, {
    shortcuts: storedShortcuts(),
    setShortcuts: (on) => storePreference("shortcuts", on ? "on" : "off"),
    records: createRecordSettings(records, context, forgetPreferences),
  });
}

/**
 * Listens to what concerns the whole page.
 *
 * @param {Lasting} lasting
 * @param {Context} context
 * @param {Parts} parts
 * @returns {() => void} Ends listening.
 */
function listen({ router, session, records }, context, { input, log, search, results, walking, desk, reader, splitter }) {
  const listeners = new AbortController();
  const { signal } = listeners;
  for (const media of [matchMedia(WIDE), matchMedia(FULL)]) {
    media.addEventListener("change", () => search.fold(!isRoomy(router.state())), { signal });
  }
  addEventListener("resize", () => splitter.update(router.state().log ? "log" : "list"), { signal });
  document.addEventListener("scroll", reader.follow, { capture: true, passive: true, signal });
  listenToLogs(log.read, signal);
  const stops = [
    session.listen(() => {
      const state = router.state();
      if (!state.log) return;
      log.update(state);
      reader.update(state, search.finder.response(), log.view.words);
    }),
    records.listen(desk.showRecord),
    listenToKeys({
      ...createSearchKeys(router, input.field, () => results().active()),
      focusSearch,
      help: () => showHelp(records, context),
      singleKeys: storedShortcuts,
      moveResult: (step) => results().move(step),
      goToSection: reader.goToSection,
      outline: desk.outline,
      copyCommand: desk.copyCommand,
      stepMark: desk.stepMark,
      notes: desk.notes,
      walk: walking.go,
    }),
  ];
  session.answerIn(context.lang);
  return () => {
    listeners.abort();
    for (const stop of stops) stop();
  };

  function focusSearch() {
    const state = router.state();
    // On a phone the case covers the list, and the search with it.
    if (state.open && !matchMedia(WIDE).matches) router.closeCase();
    input.field.focus();
    input.field.select();
  }
}

/**
 * @param {Lasting} lasting
 * @param {Context} context
 * @param {Parts} parts
 * @returns {Page["paint"]}
 */
function createPainter({ root, engine }, { lang }, { input, log, search, results, walking, reader, splitter, notice }) {
  const { title } = engine.info();
  let listScroll = 0;
  return (state, previous) => {
    if (state.open && !previous?.open) listScroll = scrollY;
    root.dataset.view = state.open ? "case" : "list";
    root.dataset.mode = state.log ? "log" : "search";
    input.show(state.query);
    // Before anything changes: once it has, scrolling would lay out the page an extra time.
    if (previous && (state.query !== previous.query || state.exact !== previous.exact)) toTopOfList(state);
    search.update(state, previous !== null && !state.open && state.query !== previous.query);
    search.fold(!isRoomy(state));
    log.update(state);
    reader.update(state, search.finder.response(), log.view.words);
    results().markOpen(state);
    walking.update(state);
    notice.update(reader.missing());
    if (state.open) splitter.update(state.log ? "log" : "list");
    document.title = [reader.title() ?? state.query.trim(), pickLabel(title, lang)].filter(Boolean).join(" · ");
    arrive(state, previous);
  };

  /**
   * Brings into view, and focuses, what the reader asked for.
   *
   * @param {State} state
   * @param {State | null} previous
   */
  function arrive(state, previous) {
    if (state.open) {
      // Typing beside a case leaves it in place; choosing its section again scrolls there again.
      if (state.open !== previous?.open || state.edition !== previous.edition) reader.arrive(state, previous);
    } else if (previous?.open) {
      returnToList(previous.open.id);
    } else if (state.log && !previous?.log) {
      log.view.focus();
    } else if (!previous || previous.log !== state.log) {
      input.field.focus({ preventScroll: true });
    }
  }

  /**
   * A new query has a new best answer, and it is at the top.
   *
   * @param {State} state
   */
  function toTopOfList(state) {
    search.node.scrollTop = 0;
    if (!state.open && !matchMedia(WIDE).matches) scrollTo(0, 0);
  }

  /** @param {string} id */
  function returnToList(id) {
    if (!matchMedia(WIDE).matches) scrollTo(0, listScroll);
    if (document.activeElement === document.body) results().focus(id);
  }
}

/**
 * Whether the filters have a place of their own.
 *
 * @param {State} state
 */
function isRoomy({ open }) {
  return matchMedia(open ? FULL : WIDE).matches;
}
