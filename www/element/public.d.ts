import type { CaseDetails, CaseOptions, Info, SearchRequest, SearchResponse, Taxonomy } from "../../pkg/casebook.js";

/** What the element asks. The package itself is one, and so is that of another collection. */
export interface CaseBookEngine {
  info(): Info;
  taxonomy(): Taxonomy;
  search(request: SearchRequest): SearchResponse;
  getCase(id: string, options?: CaseOptions): CaseDetails;
  renderCase(id: string, options?: CaseOptions): DocumentFragment;
}

/**
 * - `idle`: nothing has been loaded yet
 * - `loading`: the module is on its way
 * - `ready`
 * - `error`: the module did not start, and may when it is tried again
 * - `unsupported`: this browser, or the policy of this page, lets no WebAssembly run
 */
export type CaseBookState = "idle" | "loading" | "ready" | "error" | "unsupported";

/**
 * Why something is not shown. Codes are stable.
 *
 * - `no-wasm`, `wasm-refused`: the state is `unsupported`
 * - `unreachable`: the module could not be fetched
 * - `damaged`: what was fetched is no module, or not all of it
 * - `wrong-version`: the module belongs to another version of the script
 * - `unknown-case`: no case has the id that was asked for; the widget says so and works on
 * - `unknown-filter`: an attribute names a value that the collection does not have; nothing is found
 * - `unknown`: anything else
 */
export type CaseBookErrorCode =
  | "no-wasm"
  | "wasm-refused"
  | "unreachable"
  | "damaged"
  | "wrong-version"
  | "unknown-case"
  | "unknown-filter"
  | "unknown"
  | (string & {});

/** A case is about to be opened. Cancel the event to show it elsewhere. */
export interface CaseSelectDetail {
  id: string;
  /** The section, or `null` for the beginning. */
  anchor: string | null;
  /** What was searched for. */
  query: string;
}

/** A search was answered. */
export interface CaseSearchDetail {
  query: string;
  /** How many cases were found. */
  total: number;
  /** Ids of those that are listed. */
  ids: string[];
}

export interface CaseErrorDetail {
  code: CaseBookErrorCode;
  /** For maintainers; may change. */
  message: string;
}

/** All of them bubble and cross shadow roots. */
export interface CaseBookEventMap {
  "case-select": CustomEvent<CaseSelectDetail>;
  "case-search": CustomEvent<CaseSearchDetail>;
  /** The module runs; `detail` is its `info()`. */
  "case-ready": CustomEvent<Info>;
  "case-error": CustomEvent<CaseErrorDetail>;
}

/** Search and reading for a page of somebody else's, in a shadow root. */
export class CaseBookElement extends HTMLElement {
  static readonly observedAttributes: string[];

  /** What is searched for: the attribute `query`, then what the reader types. */
  get query(): string;
  set query(value: string | null | undefined);

  /** Only cases of these components: keys of the collection, commas between them. */
  get component(): string;
  set component(value: string | null | undefined);

  /** Only cases of these severities. */
  get severity(): string;
  set severity(value: string | null | undefined);

  /** Only cases of these fault types. */
  get type(): string;
  set type(value: string | null | undefined);

  /** One case alone, without search and list. */
  get caseId(): string;
  set caseId(value: string | null | undefined);

  /** `auto`: the colour scheme of the page around. */
  get theme(): "auto" | "light" | "dark";
  set theme(value: string | null | undefined);

  /** How many cases are listed at first, from 1 to 100; 5 if not given. */
  get pageSize(): number;
  set pageSize(value: number | string | null | undefined);

  /** What is asked, or a promise of it, instead of the module of this package. */
  get engine(): CaseBookEngine | PromiseLike<CaseBookEngine> | null;
  set engine(value: CaseBookEngine | PromiseLike<CaseBookEngine> | null | undefined);

  get state(): CaseBookState;

  /**
   * Starts the module now instead of when the element is first seen or focused, or again after a
   * failure. Never rejects: `state` and `case-error` tell.
   */
  load(): Promise<void>;

  addEventListener<K extends keyof CaseBookEventMap>(type: K, listener: (this: CaseBookElement, event: CaseBookEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: CaseBookElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof CaseBookEventMap>(type: K, listener: (this: CaseBookElement, event: CaseBookEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: CaseBookElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/**
 * Registers the element under a name, `case-book` if none is given, unless the name is taken.
 */
export function defineCaseBook(name?: string, registry?: CustomElementRegistry): void;

declare global {
  interface HTMLElementTagNameMap {
    "case-book": CaseBookElement;
  }
}
