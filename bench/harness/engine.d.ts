/** One document of the corpus, as every engine gets it. */
export interface Document {
  /** Its number. */
  id: string;
  lang: string;
  title: string;
  /** One a line; each stands in `text`, too. */
  headings: string;
  text: string;
}

/** One query and the ids of the documents that answer it. */
export interface Query {
  class: string;
  lang: string;
  q: string;
  rel: string[];
}

/** What is said about an engine. */
export interface Meta {
  /** The npm package, whose version is shown. */
  library: string | null;
  /** How it is set up, in a sentence. */
  configuration: string;
  /** Whether its index holds the documents, too. */
  holdsText: boolean;
  /** Which of its files are needed to answer with ids; default all. */
  indexFiles?: RegExp;
  /** What runs it; default Node. */
  runtime?: "node" | "chromium";
}

/** The files of a built index. */
export interface Files {
  folder: string;
  names(): string[];
  bytes(name: string): Buffer<ArrayBuffer>;
  text(name: string): string;
}

/** An engine that is ready. */
export interface Engine {
  /** The ids of the documents found, best first. */
  search(query: string, limit: number): string[] | Promise<string[]>;
  /** Bytes of Wasm memory, where the engine shows it. */
  linearMemory?(): number;
}

/** A module of `peers/`. */
export interface Adapter {
  meta: Meta;
  /** Indexes, and returns the files of the index by name, or writes them into `folder` itself. */
  build(documents: Document[], folder: string): Record<string, string> | Promise<Record<string, string>>;
  /** Reads the index. Where the browser runs the engine, its `*.page.mjs` does. */
  load?(files: Files): Engine | Promise<Engine>;
  /** Where the browser knows documents by other names: the id of each. */
  ids?(folder: string): Map<string, string>;
}

/** What a search process tells. */
export interface Measured {
  /** From loading to the answer of the first query. */
  firstResultMs: number;
  /** Of that, the query. */
  firstQueryMs: number;
  /** In bytes. */
  memory: { heap: number; linear: number | null; resident: number | null };
  answers: string[][];
  times: number[][];
}
