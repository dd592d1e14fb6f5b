// Severity is a shape and a word before it is a colour: filled, half filled, outline.

import { h, svg } from './elements.js';

/** @typedef {import("../engine/vocabulary.js").Vocabulary} Vocabulary */

/**
 * The shape alone, for places where the word stands beside it.
 *
 * @param {number} rank 0 is the most severe; 2 and beyond share the outline.
 */
export function severityShape(rank) {
  const shape = svg("svg", { viewBox: "0 0 12 12", class: `shape shape-${Math.min(Math.max(rank, 0), 2)}`, "aria-hidden": "true" });
  const outline = svg("rect", { x: 1, y: 1, width: 10, height: 10, class: "shape-outline" });
  if (rank <= 0) shape.append(svg("rect", { x: 0.25, y: 0.25, width: 11.5, height: 11.5, class: "shape-fill" }));
  else if (rank === 1) shape.append(outline, svg("path", { d: "M1 1H11L1 11Z", class: "shape-fill" }));
  else shape.append(outline);
  return shape;
}

/**
 * Shape and word.
 *
 * @param {Vocabulary} vocabulary
 * @param {string} severity
 */
export function severityMark(vocabulary, severity) {
  const rank = vocabulary.severityRank(severity);
  const mark = h("span", { class: `severity severity-${Math.min(Math.max(rank, 0), 2)}` });
  mark.append(severityShape(rank), h("span", { class: "severity-word" }, vocabulary.label("severity", severity)));
  return mark;
}
