// The file by which records travel to another browser or machine. Pure functions.

import { asRecord, isObject } from './case-record.js';

/** @typedef {import("./case-record.js").CaseRecord} CaseRecord */

/**
 * @typedef {object} ReadFile
 * @property {Map<string, CaseRecord>} records
 * @property {string[]} unknown Ids that this collection does not have; their records are left out.
 */

/** @typedef {{ problem: "not-json" | "not-ours" | "newer" } | { problem: "other-collection" | "damaged", what: string }} Refused */

const FORMAT = "casebook-records";
const VERSION = 1;

/**
 * @param {string} title Of the collection.
 * @param {Map<string, CaseRecord>} records
 * @param {string} exportedAt
 * @returns {string}
 */
export function recordFile(title, records, exportedAt) {
  const cases = Object.fromEntries(records);
  return `${JSON.stringify({ format: FORMAT, version: VERSION, collection: title, exportedAt, cases }, null, 2)}\n`;
}

/**
 * Reads such a file, all of it or nothing.
 *
 * @param {string} text
 * @param {string} title Of this collection.
 * @param {(id: string) => boolean} hasCase
 * @returns {ReadFile | Refused}
 */
export function readRecordFile(text, title, hasCase) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { problem: "not-json" };
  }
  if (!isObject(file) || file.format !== FORMAT || !isObject(file.cases)) return { problem: "not-ours" };
  if (file.version !== VERSION) return { problem: "newer" };
  if (file.collection !== title) return { problem: "other-collection", what: String(file.collection) };
  const records = new Map();
  const unknown = [];
  for (const [id, value] of Object.entries(file.cases)) {
    const record = asRecord(value);
    if (record === null) return { problem: "damaged", what: id };
    if (hasCase(id)) records.set(id, record);
    else unknown.push(id);
  }
  return { records, unknown };
}
