// What was done with one case: steps ticked, commands copied, a note, each with its time. Values that
// are never changed; pure functions.

/**
 * @typedef {object} Tick
 * @property {string} key Of the step, made of its text: see steps.js.
 * @property {number} at Milliseconds since 1970.
 * @property {string} label What the step was called when it was ticked.
 */

/**
 * @typedef {object} Copy
 * @property {number} at
 * @property {string} text The command as filled in.
 */

/**
 * @typedef {object} CaseRecord
 * @property {Tick[]} ticks At most one of a key, in the order in which they were made.
 * @property {Copy[]} copies
 * @property {{ at: number, text: string }} note Its time is that of its last change, 0 if there was none.
 */

/** More is not kept of one case: the oldest ones go. */
const MAX_COPIES = 500;

/** @type {CaseRecord} */
const EMPTY = { ticks: [], copies: [], note: { at: 0, text: "" } };

export function emptyRecord() {
  return EMPTY;
}

/**
 * @param {CaseRecord} record
 * @param {Tick} tick
 * @returns {CaseRecord}
 */
export function withTick(record, tick) {
  return { ...record, ticks: [...withoutTick(record, tick.key).ticks, tick] };
}

/**
 * @param {CaseRecord} record
 * @param {string} key
 * @returns {CaseRecord}
 */
export function withoutTick(record, key) {
  return { ...record, ticks: record.ticks.filter((tick) => tick.key !== key) };
}

/**
 * @param {CaseRecord} record
 * @param {Copy} copy
 * @returns {CaseRecord}
 */
export function withCopy(record, copy) {
  return { ...record, copies: [...record.copies, copy].slice(-MAX_COPIES) };
}

/**
 * @param {CaseRecord} record
 * @param {string} text
 * @param {number} at
 * @returns {CaseRecord}
 */
export function withNote(record, text, at) {
  return { ...record, note: { at, text } };
}

/**
 * Whether the reader has ticked or written something. A command that was only copied is no reason to
 * store anything.
 *
 * @param {CaseRecord} record
 */
export function isWorthKeeping({ ticks, note }) {
  return ticks.length > 0 || note.text.trim() !== "";
}

/** @param {CaseRecord} record */
export function isEmpty(record) {
  return record.copies.length === 0 && !isWorthKeeping(record);
}

/**
 * Ticks and copies in the order in which they were made.
 *
 * @param {CaseRecord} record
 * @returns {({ at: number, ticked: string } | { at: number, copied: string })[]}
 */
export function timeline({ ticks, copies }) {
  const events = [
    ...ticks.map(({ at, label }) => ({ at, ticked: label })),
    ...copies.map(({ at, text }) => ({ at, copied: text })),
  ];
  return events.sort((a, b) => a.at - b.at);
}

/**
 * Both records in one: of a step the earlier tick, every copy once, and of two notes that differ both,
 * the older first.
 *
 * @param {CaseRecord} ours
 * @param {CaseRecord} theirs
 * @returns {CaseRecord}
 */
export function merged(ours, theirs) {
  return {
    ticks: firstOfEach([...ours.ticks, ...theirs.ticks].sort(byTime), ({ key }) => key),
    copies: firstOfEach([...ours.copies, ...theirs.copies].sort(byTime), ({ at, text }) => `${at} ${text}`).slice(-MAX_COPIES),
    note: mergedNote(ours.note, theirs.note),
  };
}

/**
 * A record from JSON, or `null` if it is none.
 *
 * @param {unknown} value
 * @returns {CaseRecord | null}
 */
export function asRecord(value) {
  if (!isObject(value)) return null;
  const { ticks, copies, note } = value;
  if (!Array.isArray(ticks) || !Array.isArray(copies) || !isObject(note)) return null;
  if (!isTime(note.at) || typeof note.text !== "string") return null;
  /** @type {CaseRecord} */
  const record = { ticks: [], copies: [], note: { at: note.at, text: note.text } };
  for (const tick of ticks) {
    if (!isObject(tick) || !isTime(tick.at) || typeof tick.key !== "string" || typeof tick.label !== "string") return null;
    record.ticks.push({ key: tick.key, at: tick.at, label: tick.label });
  }
  for (const copy of copies) {
    if (!isObject(copy) || !isTime(copy.at) || typeof copy.text !== "string") return null;
    record.copies.push({ at: copy.at, text: copy.text });
  }
  return merged(emptyRecord(), record);
}

/**
 * @param {CaseRecord["note"]} ours
 * @param {CaseRecord["note"]} theirs
 */
function mergedNote(ours, theirs) {
  if (ours.text.includes(theirs.text)) return ours;
  if (theirs.text.includes(ours.text)) return theirs;
  const [older, newer] = ours.at <= theirs.at ? [ours, theirs] : [theirs, ours];
  return { at: newer.at, text: `${older.text.trimEnd()}\n\n${newer.text}` };
}

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string} key
 */
function firstOfEach(items, key) {
  const first = new Map();
  for (const item of items) {
    if (!first.has(key(item))) first.set(key(item), item);
  }
  return [...first.values()];
}

/**
 * @param {{ at: number }} a
 * @param {{ at: number }} b
 */
function byTime(a, b) {
  return a.at - b.at;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @returns {value is number} A time that a date can be made of.
 */
function isTime(value) {
  return typeof value === "number" && value >= 0 && value <= 8.64e15;
}
