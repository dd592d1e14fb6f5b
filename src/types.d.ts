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

/**
 * What may be asked.
 *
 * - Words and Chinese text, in any order. The last word also matches as the beginning of a word.
 * - `"in one piece"`: this very text; where no case has it, its words, and `dropped` names it.
 * - `-word`: no case that holds it, if the collection knows the word; else it is text, as `-n` is.
 * - `id:K-006`, `component:k3s`, `severity:`, `type:`, `status:`, `tag:`, with keys or labels in any
 *   language of the collection. Other fields and unknown values are text, as `x509:` is.
 */
export interface SearchRequest {
  /** What was typed. Empty or absent: every case that passes the filters. */
  query?: string;
  /**
   * Search for what was typed and nothing else: every word has to be there, none is put right, and
   * no other name of the same thing or form of the same word counts. Default `false`.
   */
  verbatim?: boolean;
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
   * Pieces of the query that other cases hold and this one does not; empty when it holds the whole
   * query. A run of Chinese may be held in part.
   */
  missing: string[];
}

/** What was searched in place of a piece of the query that no case holds. */
export interface Correction {
  from: string;
  /** The likeliest first. */
  to: string[];
}

export interface SearchResponse {
  /**
   * Number of cases found, of which `hits` is a page: those that hold at least half of what the best
   * one holds, weighed by how much each word tells.
   */
  total: number;
  /** How many of them hold the whole query, less what is in `dropped`. */
  complete: number;
  hits: Hit[];
  /**
   * For every value of a facet, in the order of `taxonomy()`, the number of cases one would see with
   * this value chosen: all filters but the facet's own apply.
   */
  facets: Record<Facet, Uint32Array>;
  /** Words that were put right, in the order of the query. */
  corrections: Correction[];
  /** Pieces of the query that no case holds; they were left out. */
  dropped: string[];
  /** Pieces that found cases do not hold, as the query wishes. */
  excluded: string[];
  /** Filters that were written in the query. */
  fields: { facet: Facet | "id"; key: string }[];
  /** The query was longer than is searched; only its beginning counted. */
  truncated: boolean;
  /** Filter values that this collection does not have; they match nothing. */
  unknownFilters: { facet: Facet; key: string }[];
  /** Milliseconds spent in the engine. */
  tookMs: number;
}

export interface LogOptions {
  /** Number of hits to return, at most 50. Default 10. */
  limit?: number;
  /** Preferred edition of a case that exists in several languages. */
  lang?: Lang;
}

/** A line of the log that speaks for a case, with its neighbours. */
export interface LogEvidence {
  /** Line of the first match, from 1, as an editor counts. */
  line: number;
  /** Line of the last match. */
  lastLine: number;
  /** How many lines say the same: match the same signature, or differ in ids and numbers only. */
  count: number;
  /**
   * The line, without colours and control characters; of a long line at most 400 characters around
   * the match. `marks` is what matched. Where a terminal broke the message over two lines, the marks
   * end with this line and `after` begins with the rest.
   */
  text: Snippet;
  /** Up to two lines before it and after it, cut to 400 characters, without colours. */
  before: string[];
  after: string[];
  /**
   * The signature that matched, as the case declares it, or `null` when words did. Part of a literal
   * signature is enough where the line was cut: see `complete`.
   */
  signature: string | null;
  /** `false` when the line was cut and holds only most of the signature. */
  complete: boolean;
}

/** A case to which a log points. */
export interface LogHit {
  id: string;
  slug: string;
  /** Language of the edition. */
  lang: Lang;
  title: string;
  component: string;
  severity: string;
  type: string;
  status: string;
  /**
   * - `signature`: the log has lines that the case declares to be its own
   * - `terms`: weaker, and only where no signature matched at all: a line of the log resembles a line
   *   of the case, ids and numbers aside
   */
  kind: "signature" | "terms";
  /** Comparable within one answer only. Not always descending: causes stand above consequences. */
  score: number;
  /** Most telling first; one entry a signature. Never empty. */
  evidence: LogEvidence[];
  /** Ids of hits of this answer of which this one may be a consequence; they stand above it. */
  causes: string[];
}

export interface LogAnswer {
  /**
   * By what matched: how specific the signatures are, how many of them and how often; severity
   * breaks ties. A cause stands above what the cases declare to be its consequence. Empty: the log
   * points to no case, which is said and not guessed around.
   */
  hits: LogHit[];
  /** Number of cases found, of which `hits` is the beginning. */
  total: number;
  linesRead: number;
  /** Length of the log in UTF-8. */
  bytesRead: number;
  /** Milliseconds spent in the engine, for a `LogReader` all calls together. */
  tookMs: number;
}

/** One atom of a query: a word, or a pair of Chinese characters. */
export interface AtomExplanation {
  /** As it was typed. */
  text: string;
  /** The terms of the index that count for it, the one typed first. */
  terms: string[];
  /** Inverse document frequency, already multiplied with `weight`. 0: no case holds the atom. */
  idf: number;
  /** Less than 1 for words that say little, such as `the`. */
  weight: number;
  /** What it adds to the score of the case. */
  score: number;
}

/** Where the score of a case comes from. For finding out why; not for programs to depend on. */
export interface Explanation {
  id: string;
  lang: Lang;
  /** Place among all found cases, from 1, or `null` when the case is not found. */
  rank: number | null;
  atoms: AtomExplanation[];
  /** Parts of the score by name. Their sum is `score`. */
  parts: { name: string; value: number }[];
  score: number;
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
  /** Cases of which this one may be the consequence. */
  causedBy: CaseLink[];
  /** Ids that this case had before; they still lead to it. */
  formerIds: string[];
  sources: string[];
  /** The level-2 sections in order. `key` is the required section it fills, or `null`. */
  sections: (SectionLink & { key: string | null })[];
}

export interface CaseOptions {
  /** Preferred edition. Without it, or where it does not exist: the main language. */
  lang?: Lang;
}

export interface MarkdownOptions {
  /** Put before every `id` in the output. Default `md-`. Letters, digits and `-`; at least a letter first and a `-` last. */
  idPrefix?: string;
}

/**
 * What went wrong, for programs. Codes are stable; messages are for people and may change.
 *
 * - `unknown-case`: no case has this id
 * - `invalid-request`: an option is of the wrong type
 * - `input-too-large`: the text is above the documented limit
 * - `reader-finished`: a `LogReader` was given more after its `finish`
 * - `corrupt-block`: the compiled collection is damaged
 * - `no-collection`: the module is the engine alone, to which no collection was attached
 * - `wrong-format`: the compiled collection is of another format version
 * - `no-document`: there is no DOM here, as in Node or in a worker
 */
export type ErrorCode =
  | "unknown-case"
  | "invalid-request"
  | "input-too-large"
  | "reader-finished"
  | "corrupt-block"
  | "no-collection"
  | "wrong-format"
  | "no-document";

/** Every error thrown by this module. */
export interface CasebookError extends Error {
  name: "CasebookError";
  code: ErrorCode;
}
