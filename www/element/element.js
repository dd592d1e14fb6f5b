// <case-book>: search and reading for a page of somebody else's. The class only; define.js registers it.

import { BootError } from '../engine/boot-error.js';
import { createContext } from '../engine/context.js';
import { isComposing } from '../dom/composing.js';
import { h } from '../dom/elements.js';
import { strings } from '../i18n/index.js';
import { createAnnouncer } from '../dom/live.js';
import { applyTheme } from '../dom/theme.js';
import { linkTarget } from '../engine/router.js';
import { createSearchInput } from '../search/input.js';
import { createSearchKeys, handleSearchKey } from '../search/keys.js';
import { emptyState, withoutCase, withQuery } from '../engine/state.js';
import { fixedFilters, languageOf, pageSizeOf, themeOf } from './attributes.js';
import { choiceWithin, scopedEngine } from '../engine/scoped-engine.js';
import { failedMessage, loadingMessage } from './message.js';
import { startModule } from './module.js';
import { dress } from './parts.js';
import { adoptSheet } from './sheet.js';
import { createWidget } from './widget.js';

/** @typedef {import("../engine/context.js").Engine} Engine */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {"idle" | "loading" | "ready" | "error" | "unsupported"} Status */

/** Properties that a page may have set before this class was known. */
const PROPERTIES = /** @type {const} */ (["query", "component", "severity", "type", "caseId", "theme", "pageSize", "engine"]);

/** Where there are no elements, as when a server renders a page, the class can still be imported. */
const Base = typeof HTMLElement === "function" ? HTMLElement : /** @type {typeof HTMLElement} */ (class {});

export class CaseBookElement extends Base {
  static observedAttributes = ["query", "component", "severity", "type", "case-id", "lang", "theme", "page-size"];

  #root = this.attachShadow({ mode: "open" });
  #frame = h("div", { class: "casebook", part: "base" });
  #stage = h("div", { class: "stage" });
  #states = this.attachInternals().states;
  #visibility = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) this.load();
  });
  /** @type {Status} */
  #status = "idle";
  /** @type {Engine | PromiseLike<Engine> | null} */
  #given = null;
  /** @type {Engine | null} */
  #engine = null;
  /** @type {BootError | null} */
  #problem = null;
  /** Counts starts, so that one that was given up changes nothing. */
  #attempt = 0;
  #state = emptyState();
  /** @type {import("../i18n/index.js").UiLang | null} */
  #lang = null;
  #announcer = createAnnouncer();
  /** @type {import("../search/input.js").SearchInput | null} */
  #search = null;
  /** @type {import("./widget.js").Widget | null} */
  #widget = null;
  #isStale = false;
  /** @type {Engine | null} The one of which the last `case-ready` told. */
  #toldReady = null;
  /** What the last `case-error` about attributes told. */
  #told = "";

  /** @type {import("../engine/router.js").Router} */
  #router = {
    state: () => this.#state,
    push: (next) => this.#go(next),
    replace: (next) => this.#go(next),
    replaceSoon: (next) => this.#go(next),
    follow: (hash) => this.#go(linkTarget(hash, this.#state)),
    closeCase: () => this.#go(withoutCase(this.#state)),
  };

  constructor() {
    super();
    this.#frame.append(this.#stage, this.#announcer.node);
    this.#root.append(this.#frame);
    this.#root.addEventListener("focusin", () => {
      if (this.#status === "idle") this.load();
    });
    this.#root.addEventListener("click", (event) => this.#followLink(event));
    this.#root.addEventListener("keydown", (event) => this.#press(event));
  }

  connectedCallback() {
    for (const name of PROPERTIES) this.#takeEarly(name);
    adoptSheet(this.#root, this.#frame);
    if (this.#lang !== languageOf(this) || (this.#engine && !this.#widget)) this.#begin();
    else this.#widget?.update(this.#state, null);
    if (this.#status === "idle") this.#visibility.observe(this);
  }

  disconnectedCallback() {
    this.#visibility.disconnect();
    this.#widget?.rest();
  }

  adoptedCallback() {
    adoptSheet(this.#root, this.#frame);
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} value
   */
  attributeChangedCallback(name, before, value) {
    if (name === "query") this.#state = withQuery({ ...this.#state, open: this.#initialCase() }, value ?? "");
    else if (before === value) return;
    if (name === "case-id") this.#state = { ...emptyState(), query: this.#state.query, open: this.#initialCase() };
    if (this.#lang === null || this.#isStale) return;
    this.#isStale = true;
    // Frameworks set one attribute after the other.
    queueMicrotask(() => {
      this.#isStale = false;
      if (this.isConnected) this.#begin();
      // When it is inserted again, then.
      else this.#lang = null;
    });
  }

  get query() {
    return this.#state.query;
  }

  set query(value) {
    this.#setAttribute("query", value);
  }

  get component() {
    return this.getAttribute("component") ?? "";
  }

  set component(value) {
    this.#setAttribute("component", value);
  }

  get severity() {
    return this.getAttribute("severity") ?? "";
  }

  set severity(value) {
    this.#setAttribute("severity", value);
  }

  get type() {
    return this.getAttribute("type") ?? "";
  }

  set type(value) {
    this.#setAttribute("type", value);
  }

  get caseId() {
    return this.getAttribute("case-id") ?? "";
  }

  set caseId(value) {
    this.#setAttribute("case-id", value || null);
  }

  get theme() {
    return themeOf(this.getAttribute("theme"));
  }

  set theme(value) {
    this.#setAttribute("theme", value);
  }

  get pageSize() {
    return pageSizeOf(this.getAttribute("page-size"));
  }

  set pageSize(value) {
    this.#setAttribute("page-size", value);
  }

  get engine() {
    return this.#given;
  }

  set engine(value) {
    if (value === this.#given) return;
    this.#given = value ?? null;
    this.#attempt++;
    const wasStarted = this.#status !== "idle";
    this.#engine = null;
    this.#setStatus("idle");
    if (this.#lang !== null) this.#begin();
    if (wasStarted) this.load();
  }

  get state() {
    return this.#status;
  }

  /** Starts the module now, or again after a failure, and returns when it runs or cannot. */
  async load() {
    if (this.#status === "ready" || this.#status === "loading") return;
    const attempt = ++this.#attempt;
    this.#visibility.disconnect();
    this.#setStatus("loading");
    this.#fill();
    try {
      const engine = await (this.#given ?? startModule());
      // An engine of the page's own may not be running.
      engine.info();
      if (attempt !== this.#attempt) return;
      this.#engine = engine;
      this.#setStatus("ready");
      this.#fill();
    } catch (error) {
      if (attempt === this.#attempt) this.#fail(error);
    }
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    if (this.#widget) this.#widget.focus();
    else this.#search?.field.focus(options);
  }

  /** Everything anew: the first time, or when the language or an attribute has changed. */
  #begin() {
    const lang = languageOf(this);
    applyTheme(this.#frame, this.theme);
    if (lang !== this.#lang) {
      this.#lang = lang;
      this.#frame.lang = lang;
      this.#search = createSearchInput(strings(lang), (query) => this.#go(withQuery(this.#state, query)), { shortcuts: false });
      // A page may have other searches, and several of this kind.
      this.#search.node.setAttribute("aria-label", strings(lang).embed.name);
      this.#stage.replaceChildren(this.#search.node);
    }
    this.#search?.show(this.#state.query);
    this.#fill();
  }

  /** What stands under the search field, as the status is. */
  #fill() {
    const lang = this.#lang;
    // Removed meanwhile: nothing is built, or marked, for nobody.
    if (!this.#search || lang === null || !this.isConnected) return;
    const t = strings(lang);
    this.#widget?.rest();
    this.#widget = null;
    /** @type {Node[]} */
    let shown = [];
    try {
      if (this.#engine) {
        this.#widget = this.#createWidget(this.#engine, lang);
        shown = [this.#widget.node];
      } else if (this.#status === "loading") {
        shown = [loadingMessage(t)];
      } else if (this.#problem) {
        shown = [failedMessage(this.#problem, this.#status === "unsupported", t, () => this.#retry())];
      }
      this.#search.node.hidden = this.#isAlone() || this.#problem !== null;
      this.#stage.replaceChildren(this.#search.node, ...shown);
      dress(this.#frame, this.#isAlone());
      this.#stage.classList.toggle("alone", this.#isAlone());
      if (this.#widget) this.#paint(null);
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (this.#engine && this.#toldReady !== this.#engine) {
      this.#toldReady = this.#engine;
      this.#tell("case-ready", this.#engine.info());
    }
  }

  /**
   * @param {Engine} engine
   * @param {import("../i18n/index.js").UiLang} lang
   */
  #createWidget(engine, lang) {
    const fixed = fixedFilters(this);
    const scoped = scopedEngine(engine, fixed, (error) => this.#report(error));
    return createWidget(createContext(scoped, lang, null), {
      router: this.#router,
      announcer: this.#announcer,
      searchField: /** @type {import("../search/input.js").SearchInput} */ (this.#search).field,
      pageSize: this.pageSize,
      alone: this.#isAlone(),
      toTop: () => {
        this.scrollTop = 0;
        if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: "start" });
      },
      answered: ({ total, hits, unknownFilters }, { query }) => {
        this.#tell("case-search", { query, total, ids: hits.map(({ id }) => id) });
        const unknown = unknownFilters.map(({ facet, key }) => `${facet}: ${key}`).join(", ");
        if (unknown !== "" && unknown !== this.#told) this.#tell("case-error", { code: "unknown-filter", message: unknown });
        this.#told = unknown;
      },
    });
  }

  /**
   * One step of the reader's.
   *
   * @param {State} wanted
   */
  #go(wanted) {
    const previous = this.#state;
    const next = { ...wanted, filters: choiceWithin(wanted.filters, fixedFilters(this)), open: wanted.open ?? this.#initialCase() };
    const { open } = next;
    if (open && open.id.toLowerCase() !== previous.open?.id.toLowerCase()) {
      const select = { id: open.id, anchor: open.anchor, query: next.query };
      if (wanted.open && !this.#tell("case-select", select, true)) return;
    }
    this.#state = next;
    this.#paint(previous);
  }

  /** @param {State | null} previous */
  #paint(previous) {
    const { open, query } = this.#state;
    this.#stage.dataset.view = open ? "case" : "list";
    this.#stage.classList.toggle("astray", open?.id !== this.#initialCase()?.id);
    this.#search?.show(query);
    try {
      this.#widget?.update(this.#state, previous);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#problem = error instanceof BootError ? error : new BootError("unknown", error);
    this.#engine = null;
    const { problem, message } = this.#problem;
    this.#setStatus(problem === "no-wasm" || problem === "wasm-refused" ? "unsupported" : "error");
    this.#fill();
    this.#tell("case-error", { code: problem, message });
  }

  #retry() {
    this.#setStatus("idle");
    this.load();
    this.focus();
  }

  /** @param {unknown} error */
  #report(error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    this.#tell("case-error", { code, message: error instanceof Error ? error.message : String(error) });
  }

  /**
   * No key is a single character, and none reaches beyond the element.
   *
   * @param {Event} event
   */
  #press(event) {
    const { target } = event;
    if (!(event instanceof KeyboardEvent) || event.defaultPrevented || isComposing(event) || !(target instanceof HTMLElement)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !this.#search) return;
    const keys = createSearchKeys(this.#router, this.#search.field, () => this.#widget?.best() ?? null, () => this.#initialCase());
    const moveResult = (/** @type {1 | -1} */ step) => this.#widget?.moveResult(step) ?? false;
    if (handleSearchKey(event.key, target, { ...keys, moveResult })) event.preventDefault();
  }

  /** @param {Event} event */
  #followLink(event) {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
    if (!link || event.defaultPrevented) return;
    // Whatever the keys: in another tab of this page the link would mean nothing.
    event.preventDefault();
    this.#router.follow(link.getAttribute("href") ?? "");
  }

  #isAlone() {
    return this.caseId !== "";
  }

  /** The case that the element is there for. */
  #initialCase() {
    return this.#isAlone() ? { id: this.caseId, anchor: null } : null;
  }

  /** @param {Status} status */
  #setStatus(status) {
    this.#states.delete(this.#status);
    this.#states.add(status);
    this.#status = status;
    if (status !== "error" && status !== "unsupported") this.#problem = null;
  }

  /**
   * @param {string} type
   * @param {object} detail
   * @param {boolean} [cancelable]
   * @returns {boolean} Whether nobody objected.
   */
  #tell(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  #setAttribute(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  /**
   * Lets the setter see what was set while it was not there yet.
   *
   * @param {typeof PROPERTIES[number]} name
   */
  #takeEarly(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, value);
  }
}

/**
 * Registers the element, unless the name is taken already: by this import, by another copy or by
 * something else.
 *
 * @param {string} [name]
 * @param {CustomElementRegistry} [registry]
 */
export function defineCaseBook(name = "case-book", registry = globalThis.customElements) {
  if (!registry || registry.get(name)) return;
  // A class has one name in a registry; a second name takes a class of its own.
  registry.define(name, named.has(registry) ? class extends CaseBookElement {} : CaseBookElement);
  named.add(registry);
}

/** @type {WeakSet<CustomElementRegistry>} Registries in which the class has its name. */
const named = new WeakSet();
