// What was done with a case, as Markdown for a ticket: what was ticked and copied, in order and with
// times, and what was noted. Pure functions.

import { timeline } from './case-record.js';
import { localTime } from './local-time.js';
import { escaped, fenced, inlineCode } from './markdown.js';

/**
 * @typedef {object} Incident
 * @property {string} heading
 * @property {string} link Where the case is to be read.
 * @property {string} collection Title of the collection.
 * @property {string | null} commit
 * @property {string} sha256
 * @property {import("./case-record.js").CaseRecord} record
 * @property {string} progress `3 / 10`
 */

/** @typedef {import("../i18n/page.js").PageStrings["incident"]} Words */

/**
 * @param {Incident} incident
 * @param {Words} words
 * @param {number} [offset] Minutes ahead of UTC; without it, those of this place.
 * @returns {string}
 */
export function incidentNote({ heading, link, collection, commit, sha256, record, progress }, words, offset) {
  const facts = [
    words.link + (/^https?:/.test(link) ? `<${link}>` : inlineCode(link)),
    words.collection(escaped(collection), commit && inlineCode(commit.slice(0, 7)), inlineCode(sha256.slice(0, 12))),
    words.steps + progress,
  ];
  const events = timeline(record).map((event) =>
    "ticked" in event
      ? `- ${localTime(event.at, offset)} ${words.ticked}${escaped(event.ticked)}`
      : `- ${localTime(event.at, offset)} ${words.copied}\n\n${indented(fenced(event.copied, "sh"))}`,
  );
  const { note } = record;
  const parts = [`# ${escaped(heading)}`, facts.map((fact) => `- ${fact}`).join("\n")];
  if (events.length > 0) parts.push(`## ${words.events}`, events.join("\n"));
  // Last, so that nothing in it can swallow anything else.
  if (note.text.trim() !== "") parts.push(`## ${words.note}`, words.changed(localTime(note.at, offset)), note.text.trim());
  return `${parts.join("\n\n")}\n`;
}

/**
 * So that the lines belong to the list item above.
 *
 * @param {string} text
 */
function indented(text) {
  return text.replace(/^(?=.)/gm, "  ");
}
