// What a log told, as Markdown for a ticket. Pure functions.

import { fenced, inlineCode } from '../notes/markdown.js';

/** @typedef {import("../../pkg/casebook.js").LogHit} LogHit */
/** @typedef {import("../../pkg/casebook.js").LogEvidence} LogEvidence */

/**
 * @param {LogHit[]} hits
 * @param {object} words
 * @param {string} words.heading
 * @param {(line: number, count: number, last: number) => string} words.where
 * @param {(hit: LogHit) => string} words.what Severity and component.
 * @param {string} words.signature Begins the line that names a signature.
 * @param {(id: string) => string} words.link
 */
export function logNote(hits, { heading, where, what, signature, link }) {
  const parts = hits.map((hit) => [
    `## ${hit.id} ${hit.title}`,
    what(hit),
    ...hit.evidence.flatMap((evidence) => [
      `${where(evidence.line, evidence.count, evidence.lastLine)}`,
      fenced([...evidence.before, evidence.text.text, ...evidence.after].join("\n")),
      ...(evidence.signature === null ? [] : [signature + inlineCode(evidence.signature)]),
    ]),
    `<${link(hit.id)}>`,
  ].join("\n\n"));
  return [`# ${heading}`, ...parts].join("\n\n") + "\n";
}
