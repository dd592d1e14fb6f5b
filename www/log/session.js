// The one log that is being looked at: read between frames, so that the page stays usable, and kept in
// memory only. No DOM here.

/** @typedef {import("../../pkg/casebook.js").LogAnswer} LogAnswer */
/** @typedef {import("../../pkg/casebook.js").LogReader} LogReader */

/**
 * @typedef {object} LogState
 * @property {"empty" | "reading" | "answered" | "failed"} phase
 * @property {string | null} name Of the file, if it was one.
 * @property {number} share How much of it was read, from 0 to 1.
 * @property {number} lines Lines read.
 * @property {boolean} cut It was longer than is read; the answer is for its beginning.
 * @property {LogAnswer | null} answer
 * @property {"not-text" | "unreadable" | null} problem
 * @property {string} detail Of the problem, for those who can read it.
 */

/**
 * @typedef {object} LogSession
 * @property {() => LogState} state
 * @property {(source: string | Blob, name: string | null, lang: string) => Promise<void>} read Takes the place of the log before.
 * @property {(lang: string) => void} answerIn Answers the same log with editions in another language.
 * @property {() => void} clear Forgets the log; also ends reading.
 * @property {(listener: () => void) => () => void} listen Returns how to stop.
 */

/** Longest slice between two looks at the clock, in UTF-16 code units. */
const SLICE = 128 * 1024;
/** The first ones are short: the module is compiled while it first runs. */
const FIRST_SLICE = 8 * 1024;
/** So long the page may be busy before it is painted again. */
const BUSY_MS = 12;

/** @type {LogState} */
const NOTHING = { phase: "empty", name: null, share: 0, lines: 0, cut: false, answer: null, problem: null, detail: "" };

/**
 * @param {Pick<import("../engine/context.js").LogEngine, "LogReader">} engine
 * @returns {LogSession}
 */
export function createLogSession(engine) {
  let state = NOTHING;
  /** @type {LogReader | null} */
  let reader = null;
  let answeredIn = "";
  // Each log has a number; what belongs to another one is dropped.
  let current = 0;
  /** @type {Set<() => void>} */
  const listeners = new Set();

  /** @param {Partial<LogState>} change */
  const set = (change) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  /** @param {string} lang */
  const answer = (lang) => {
    if (!reader) return;
    answeredIn = lang;
    const result = reader.finish({ lang, limit: 20 });
    set({ phase: "answered", share: 1, lines: result.linesRead, answer: result });
  };

  const clear = () => {
    current += 1;
    reader?.free();
    reader = null;
    set(NOTHING);
  };

  return {
    state: () => state,
    clear,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    answerIn(lang) {
      if (state.phase === "answered" && lang !== answeredIn) answer(lang);
    },
    async read(source, name, lang) {
      clear();
      const number = current;
      const own = reader = new engine.LogReader();
      set({ ...NOTHING, phase: "reading", name });
      try {
        const cut = !(await feed(own, source, () => number === current, (share) => set({ share, lines: own.linesRead })));
        if (number !== current) return;
        if (cut) set({ cut });
        answer(lang);
      } catch (error) {
        if (number !== current) return;
        reader = null;
        own.free();
        set({ phase: "failed", problem: error instanceof NotText ? "not-text" : "unreadable", detail: String(error) });
      }
    },
  };
}

class NotText extends Error {}

/**
 * @param {LogReader} reader
 * @param {string | Blob} source
 * @param {() => boolean} wanted Whether anyone still wants it; asked after each pause.
 * @param {(share: number) => void} report
 * @returns {Promise<boolean>} Whether all of it was read, and not only as much as is taken.
 */
async function feed(reader, source, wanted, report) {
  const size = typeof source === "string" ? source.length : source.size;
  let read = 0;
  let slice = FIRST_SLICE;
  let started = performance.now();
  for await (const { text, share } of typeof source === "string" ? wholeText(source) : textOf(source)) {
    for (let at = 0; at < text.length;) {
      const end = Math.min(at + slice, text.length);
      try {
        reader.push(text.slice(at, end));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "input-too-large") return false;
        throw error;
      }
      at = end;
      read = share(end);
      if (performance.now() - started < BUSY_MS) continue;
      report(size === 0 ? 1 : read / size);
      await pause();
      if (!wanted()) return true;
      started = performance.now();
      slice = SLICE;
    }
  }
  return true;
}

/** @typedef {{ text: string, share: (units: number) => number }} Piece `share`: how much of the source is read when so much of `text` is. */

/**
 * @param {string} text
 * @returns {Generator<Piece>}
 */
function* wholeText(text) {
  yield { text, share: (units) => units };
}

/**
 * Decodes a file as it comes. Windows writes UTF-16 with a mark; all else is read as UTF-8.
 *
 * @param {Blob} blob
 * @returns {AsyncGenerator<Piece>}
 */
async function* textOf(blob) {
  const stream = blob.stream().getReader();
  /** @type {TextDecoder | null} */
  let decoder = null;
  let before = 0;
  try {
    for (;;) {
      const { done, value } = await stream.read();
      if (!decoder) {
        decoder = new TextDecoder(encodingOf(value ?? new Uint8Array()));
        if (decoder.encoding === "utf-8" && value?.subarray(0, 4096).includes(0)) throw new NotText("the file is not text");
      }
      const start = before;
      const length = value?.length ?? 0;
      before += length;
      const text = decoder.decode(value, { stream: !done });
      if (text !== "") yield { text, share: (units) => start + (length * units) / text.length };
      if (done) return;
    }
  } finally {
    // Also when nobody wants the rest.
    await stream.cancel().catch(() => {});
  }
}

/** @param {Uint8Array} bytes */
function encodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

/** Lets the browser paint and hear the reader. */
function pause() {
  const { scheduler } = /** @type {{ scheduler?: { yield?: () => Promise<void> } }} */ (globalThis);
  // It comes back before other work of the page, but not before input.
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
}
