/** A BCP 47 language tag, such as `zh-CN` or `en`. */
export type Lang = string;

/** The same text in several languages. Every language of the collection has an entry. */
export type Labels = Record<Lang, string>;

/** The five things by which cases are filtered. */
export type Facet = "component" | "severity" | "type" | "status" | "tag";

/** The identity of the collection that is compiled into this module. */
export interface Info {
  title: Labels;
  caseCount: number;
  /** Languages of the collection; the first is its main one. */
  languages: Lang[];
  /** ISO 8601, or `null` when the build did not say. */
  builtAt: string | null;
  /** Source revision, or `null` when the build did not say. */
  commit: string | null;
  /** SHA-256 of the compiled collection, 64 hexadecimal digits. */
  sha256: string;
  formatVersion: number;
  engineVersion: string;
}

/** One value of a facet, or one required section. */
export interface TaxonomyEntry {
  key: string;
  label: Labels;
  /** What the value means; empty strings where the collection does not say. */
  description: Labels;
}

/** The words by which this collection is ordered, in its own order. */
export interface Taxonomy {
  components: TaxonomyEntry[];
  /** Most severe first. */
  severities: TaxonomyEntry[];
  types: TaxonomyEntry[];
  statuses: TaxonomyEntry[];
  sections: TaxonomyEntry[];
  /** All tags in use, sorted. */
  tags: string[];
}

/** Chosen values by facet: any of the values within a facet, all of the facets. */
export type Filters = { [F in Facet]?: string[] };

export type Sort = "relevance" | "severity" | "updated";

export interface SearchRequest {
  /** What was typed. Empty or absent: every case that passes the filters. */
  query?: string;
  filters?: Filters;
  /** Default `relevance`; without a query that is most severe first. */
  sort?: Sort;
  /** Number of hits to skip. Default 0. */
  offset?: number;
  /** Number of hits to return, at most 100. Default 20. */
  limit?: number;
  /** Preferred edition of a case that exists in several languages. */
  lang?: Lang;
}

/** Text and the ranges to highlight: `[start, end)` in UTF-16 code units, ascending, disjoint. */
export interface MarkedText {
  text: string;
  marks: [start: number, end: number][];
}

/** A piece of a case around the words that were found. */
export interface Snippet extends MarkedText {
  /** Text was cut before the piece. */
  cutBefore: boolean;
  /** Text was cut after the piece. */
  cutAfter: boolean;
}

/** A heading of a case that can be linked to. */
export interface SectionLink {
  /** Fragment of the section within its case, as in `#/case/K-006/<anchor>`. */
  anchor: string;
  heading: string;
}

export interface Hit {
  id: string;
  slug: string;
  /** Language of the edition that was found. */
  lang: Lang;
  title: MarkedText;
  component: string;
  severity: string;
  type: string;
  status: string;
  /** `YYYY-MM-DD` */
  updated: string;
  tags: string[];
  /** 0 without a query. Comparable within one answer only. */
  score: number;
  /** The section that answers best; `null` when only title or metadata matched. */
  section: SectionLink | null;
  snippet: Snippet;
  /**
   * Pieces of the query that other cases hold and this one does not; not empty only when `match`
   * is `some`. A run of Chinese may be held in part.
   */
  missing: string[];
}

export interface FacetCount {
  key: string;
  /** Cases one would see with this value chosen: all filters but the facet's own apply. */
  count: number;
}

export interface SearchResponse {
  /** Number of cases found, of which `hits` is a page. */
  total: number;
  hits: Hit[];
  /** Every value of every facet in the order of the taxonomy, zero counts included. */
  facets: Record<Facet, FacetCount[]>;
  /**
   * `all`: every hit holds the whole query, less what is in `dropped`. `some`: no case holds the
   * whole query, so those are found that hold at least half as much of it as the best; each says
   * in `missing` what it lacks of the rest.
   */
  match: "all" | "some";
  /** Pieces of the query that no case holds; they were left out. */
  dropped: string[];
  /** The query was longer than is searched; only its beginning counted. */
  truncated: boolean;
  /** Filter values that this collection does not have; they match nothing. */
  unknownFilters: { facet: Facet; key: string }[];
  /** Milliseconds spent in the engine. */
  tookMs: number;
}

export interface CaseLink {
  id: string;
  title: string;
  severity: string;
}

/** Everything about a case but its text. */
export interface CaseDetails {
  id: string;
  slug: string;
  /** Language of this edition. */
  lang: Lang;
  /** All languages in which the case exists. */
  editions: Lang[];
  title: string;
  component: string;
  severity: string;
  type: string;
  status: string;
  /** `YYYY-MM-DD` */
  created: string;
  /** `YYYY-MM-DD` */
  updated: string;
  tags: string[];
  appliesTo: { product: string; versions: string }[];
  signatures: string[];
  related: CaseLink[];
  sources: string[];
  /** The level-2 sections in order. `key` is the required section it fills, or `null`. */
  sections: (SectionLink & { key: string | null })[];
}

export interface CaseOptions {
  /** Preferred edition. Without it, or where it does not exist: the main language. */
  lang?: Lang;
}

export interface MarkdownOptions {
  /** Put before every `id` in the output. Default `md-`. Letters, digits and `-` only. */
  idPrefix?: string;
}

/**
 * What went wrong, for programs. Codes are stable; messages are for people and may change.
 *
 * - `unknown-case`: no case has this id
 * - `invalid-request`: an option is of the wrong type
 * - `input-too-large`: the text is above the documented limit
 * - `corrupt-block`: the compiled collection is damaged
 * - `wrong-format`: the compiled collection is of another format version
 * - `no-document`: there is no DOM here, as in Node or in a worker
 */
export type ErrorCode =
  | "unknown-case"
  | "invalid-request"
  | "input-too-large"
  | "corrupt-block"
  | "wrong-format"
  | "no-document";

/** Every error thrown by this module. */
export interface CasebookError extends Error {
  name: "CasebookError";
  code: ErrorCode;
}
