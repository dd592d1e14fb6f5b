// The collection at a glance: one mark per case, by component and type of fault.

import { h } from './dom.js';
import { severityShape } from './severity.js';
import { emptyState, formatHash } from './state.js';

/** @typedef {import("./context.js").Context} Context */
/** @typedef {import("./engine.js").Cell} Cell */
/** @typedef {import("./state.js").State} State */

const MAX_SHAPES = 6;

/**
 * @param {Cell[][]} rows
 * @param {string[]} examples
 * @param {State} state
 * @param {Context} context
 */
export function landing(rows, examples, state, context) {
  const { t } = context;
  return [
    h("section", { class: "glance", "aria-labelledby": "glance" },
      h("h2", { id: "glance", class: "eyebrow" }, t.glance),
      matrix(rows, state, context),
    ),
    examples.length > 0 && h("p", { class: "examples" },
      h("span", { class: "eyebrow" }, t.examples),
      ...examples.map((query) => h("a", { href: formatHash({ ...blank(state), query }) }, query)),
    ),
  ];
}

/**
 * @param {Cell[][]} rows
 * @param {State} state
 * @param {Context} context
 */
function matrix(rows, state, { t, vocabulary }) {
  /**
   * @param {string} component
   * @param {string} type
   */
  const href = (component, type) => {
    const next = blank(state);
    if (component) next.filters.component = [component];
    if (type) next.filters.type = [type];
    return formatHash(next);
  };
  const types = vocabulary.entries("type");
  const head = types.map(({ key }) => h("th", { scope: "col" }, h("a", { href: href("", key) }, vocabulary.label("type", key))));
  const body = rows.map((cells, i) => {
    const component = cells[0]?.component ?? vocabulary.entries("component")[i]?.key ?? "";
    const name = vocabulary.label("component", component);
    return h("tr", {},
      h("th", { scope: "row" }, h("a", { href: href(component, "") }, name)),
      ...cells.map((cell) => h("td", {}, cell.count > 0 && h("a", {
        href: href(component, cell.type),
        "aria-label": `${name} · ${vocabulary.label("type", cell.type)}${t.colon}${t.cases(cell.count)}${t.colon}${spoken(cell)}`,
      }, ...shapes(cell)))),
    );
  });
  return h("table", { class: "matrix" },
    h("caption", {}, t.glanceCaption),
    h("thead", {}, h("tr", {}, h("td"), ...head)),
    h("tbody", {}, ...body),
  );

  /** @param {Cell} cell */
  function spoken(cell) {
    return cell.severities.map(({ key, count }) => `${vocabulary.label("severity", key)} ${count}`).join(t.listComma);
  }

  /**
   * One shape per case; in large collections one per severity, with its number.
   *
   * @param {Cell} cell
   */
  function shapes(cell) {
    const single = cell.count <= MAX_SHAPES;
    return cell.severities.map(({ key, count }) => {
      const rank = vocabulary.severityRank(key);
      const group = h("span", { class: `tally severity-${Math.min(rank, 2)}${single ? " tally-single" : ""}` });
      if (single) group.append(...Array.from({ length: count }, () => severityShape(rank)));
      else group.append(severityShape(rank), String(count));
      return group;
    });
  }
}

/** @param {State} state */
function blank(state) {
  return { ...emptyState(), lang: state.lang };
}
