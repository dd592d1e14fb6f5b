// One page in one language: asks the engine when the question has changed, and paints.

import { createReader } from './view-reader.js';
import { createList } from './view-list.js';
import { createFacets } from './view-facets.js';
import { openHelp } from './view-help.js';
import { createSearchInput } from './search-input.js';
import { find } from './engine.js';
import { listenToKeys } from './keyboard.js';
import { storedShortcuts, storedTheme, storePreference } from './prefs.js';
import { createShell } from './shell.js';
import { asksForAll, emptyState, formatHash, noFilters, toggled, withQuery } from './state.js';
import { applyTheme } from './theme.js';
import { countLine, remarks } from './view-summary.js';
import { pickLabel } from './vocabulary.js';

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} Page
 * @property {(state: State, previous: State | null) => void} paint
 * @property {() => void} unmount
 */

const WIDE = "(min-width: 60rem)";
const FULL = "(min-width: 80rem)";

/**
 * @param {HTMLElement} root
 * @param {import("../pkg/casebook.js").Info} info
 * @param {Context} context
 * @param {import("./router.js").Router} router
 * @param {import("./live.js").Announcer} announcer
 * @returns {Page}
 */
export function mountPage(root, info, context, router, announcer) {
  const { t, lang } = context;
  /** @type {SearchResponse | null} */
  let response = null;
  let question = "";
  let listScroll = 0;

  const input = createSearchInput(t, (query) => router.replaceSoon(withQuery(router.state(), query)));
  const list = createList(context, router, input.field);
  const reader = createReader(context, router, announcer.say);
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
  });
  document.documentElement.lang = lang;
  root.replaceChildren(...createShell(
    info,
    { search: input.node, filters: facets.node, list: list.node, reader: reader.node },
    context,
    { switchLang, setTheme, help, home: formatHash({ ...emptyState(), lang: context.chosenLang }), theme: storedTheme() },
  ), announcer.node);

  const listeners = new AbortController();
  for (const media of [matchMedia(WIDE), matchMedia(FULL)]) {
    media.addEventListener("change", () => foldFilters(router.state()), { signal: listeners.signal });
  }
  document.addEventListener("scroll", reader.follow, { capture: true, passive: true, signal: listeners.signal });
  const stopKeys = listenToKeys({
    focusSearch,
    help,
    singleKeys: storedShortcuts,
    moveResult: list.results.move,
    enterFromSearch,
    leave,
    goToSection: reader.goToSection,
  });

  return { paint, unmount };

  /**
   * @param {State} state
   * @param {State | null} previous
   */
  function paint(state, previous) {
    if (state.open && !previous?.open) listScroll = scrollY;
    root.dataset.view = state.open ? "case" : "list";
    input.show(state.query);
    ask(state);
    if (previous && (state.query !== previous.query || state.exact !== previous.exact)) toTopOfList(state);
    foldFilters(state);
    reader.update(state, response);
    list.results.markOpen(state);
    document.title = [reader.title() ?? state.query.trim(), pickLabel(info.title, lang)].filter(Boolean).join(" · ");
    if (state.open) {
      // Typing beside a case leaves it in place; choosing its section again scrolls there again.
      if (state.open !== previous?.open || state.edition !== previous.edition) reader.arrive(state, previous);
    } else if (previous?.open) {
      returnToList(previous.open.id);
    } else if (!previous) {
      input.field.focus({ preventScroll: true });
    }
  }

  /**
   * Searches, when what is asked has changed.
   *
   * @param {State} state
   */
  function ask(state) {
    const next = JSON.stringify([state.query, state.exact, state.filters, state.sort, state.show]);
    if (next === question) return;
    question = next;
    try {
      response = find(state, lang);
    } catch (error) {
      response = null;
      list.fail(String(error));
      announcer.sayLater(t.searchFailed);
      return;
    }
    list.update(response, state);
    facets.update(response, state);
    if (!asksForAll(state)) announcer.sayLater([countLine(response, state, t), ...remarks(response, state, t)].join(" "));
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
    if (document.activeElement === document.body) list.results.focus(id);
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
    const best = list.results.active();
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

  /** @param {import("./prefs.js").Theme} theme */
  function setTheme(theme) {
    storePreference("theme", theme);
    applyTheme(theme);
  }

  function unmount() {
    listeners.abort();
    stopKeys();
  }
}
