// What the reader did with the cases of this collection, kept between visits if the reader lets us and
// the browser can. What cannot be stored lasts as long as the page, and `kept` says so.
//
//   casebook:<title of the collection>:case:<id of the case>   JSON of a CaseRecord
//   casebook:<title of the collection>:remember                "off", or not there
//
// The title, because another build of a collection is still that collection: its checksum would lose
// everything with each correction. Steps are known by their text, so what was ticked is never taken for
// another step.

import { asRecord, emptyRecord, isEmpty, isWorthKeeping, merged } from './case-record.js';
import { keysUnder, readItem, removeItem, writeItem } from './storage.js';

/** @typedef {import("./case-record.js").CaseRecord} CaseRecord */
/** @typedef {"nothing" | "saved" | "off" | "full" | "refused"} Kept How it stands with what was last done. */

/**
 * @typedef {object} Records
 * @property {string} title The collection's, in its main language.
 * @property {(id: string) => CaseRecord} read
 * @property {(id: string, change: (record: CaseRecord) => CaseRecord) => void} update
 * @property {(id: string) => Kept} kept
 * @property {() => Map<string, CaseRecord>} all Those that hold anything, by id.
 * @property {(added: Map<string, CaseRecord>) => Kept} add Merges records in; tells the worst that happened.
 * @property {() => boolean} remember
 * @property {(on: boolean) => void} setRemember Off: what is stored is taken out of the storage, into this page.
 * @property {() => boolean} clear Forgets all records, here and in the storage. Returns whether that worked.
 * @property {() => boolean} losesNotes Whether a note would be lost with the page that the reader wanted kept.
 * @property {(listener: () => void) => () => void} listen To any change, by this page or another. Returns how to stop.
 */

/**
 * @param {string} title
 * @returns {Records}
 */
export function createRecords(title) {
  const namespace = `casebook:${title}:`;
  const prefix = `${namespace}case:`;
  const rememberKey = `${namespace}remember`;
  /** @type {Map<string, { record: CaseRecord, kept: Kept }>} What is in this page only. */
  const here = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  let remembers = readItem(rememberKey) !== "off";

  const tell = () => {
    for (const listener of listeners) listener();
  };

  /** @param {string} id */
  const stored = (id) => fromJson(readItem(prefix + id)) ?? emptyRecord();

  /** @param {string} id */
  const read = (id) => here.get(id)?.record ?? stored(id);

  /**
   * @param {string} id
   * @param {CaseRecord} record
   * @returns {Kept}
   */
  const write = (id, record) => {
    const kept = keep(prefix + id, record, remembers);
    if (kept === "saved" || isEmpty(record)) here.delete(id);
    else here.set(id, { record, kept });
    return kept;
  };

  const storedIds = () =>
    keysUnder(prefix)
      .map((key) => key.slice(prefix.length))
      // Of a collection whose title goes on with a colon.
      .filter((id) => !id.includes(":"));

  const all = () => {
    const ids = [...new Set([...storedIds(), ...here.keys()])].sort();
    return new Map(ids.map((id) => /** @type {const} */ ([id, read(id)])).filter(([, record]) => !isEmpty(record)));
  };

  return {
    title,
    read,
    update(id, change) {
      // Read anew: another page may have written in the meantime.
      write(id, change(read(id)));
      tell();
    },
    kept: (id) => here.get(id)?.kept ?? (isWorthKeeping(stored(id)) ? "saved" : "nothing"),
    all,
    add(added) {
      const outcomes = [...added].map(([id, record]) => write(id, merged(read(id), record)));
      tell();
      return outcomes.find((kept) => kept !== "saved" && kept !== "nothing") ?? "saved";
    },
    remember: () => remembers,
    setRemember(on) {
      const records = all();
      remembers = on;
      if (on) removeItem(rememberKey);
      else writeItem(rememberKey, "off");
      for (const [id, record] of records) write(id, record);
      tell();
    },
    clear() {
      here.clear();
      const removed = [...storedIds().map((id) => prefix + id), rememberKey].every(removeItem);
      remembers = true;
      tell();
      return removed;
    },
    losesNotes: () => [...here.values()].some(({ record, kept }) => record.note.text.trim() !== "" && (kept === "full" || kept === "refused")),
    listen(listener) {
      /** @param {StorageEvent} event */
      const onStorage = (event) => {
        if (event.key !== null && !event.key.startsWith(namespace)) return;
        remembers = readItem(rememberKey) !== "off";
        listener();
      };
      listeners.add(listener);
      addEventListener("storage", onStorage);
      return () => {
        listeners.delete(listener);
        removeEventListener("storage", onStorage);
      };
    },
  };
}

/**
 * @param {string} key
 * @param {CaseRecord} record
 * @param {boolean} remembers
 * @returns {Kept}
 */
function keep(key, record, remembers) {
  if (!isWorthKeeping(record) || !remembers) {
    removeItem(key);
    return isWorthKeeping(record) ? "off" : "nothing";
  }
  return writeItem(key, JSON.stringify(record));
}

/** @param {string | null} text */
function fromJson(text) {
  try {
    return asRecord(JSON.parse(text ?? "null"));
  } catch {
    return null;
  }
}
