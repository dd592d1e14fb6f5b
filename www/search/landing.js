// The page as it is first seen: the two ways in, the collection at a glance, and where most readers go.

import { exampleQueries, highlights, overview } from './glance.js';
import { h, refill } from '../dom/elements.js';
import { formatDate, formatNumber, langOf } from '../i18n/index.js';
import { severityMark, severityShape } from '../dom/severity.js';
import { asksForAll, emptyState, formatHash, withCase, withLog } from '../engine/state.js';

/** @typedef {import("../engine/context.js").PageContext} Context */
/** @typedef {import("./glance.js").Cell} Cell */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../../pkg/casebook.js").Hit} Hit */

const MAX_SHAPES = 6;

/**
 * @typedef {object} Landing
 * @property {HTMLElement} node
 * @property {(state: State) => void} show While nothing is asked for.
 */

/**
 * Asks the engine when it is first shown: a page that opens with a search has no use for it.
 *
 * @param {Context} context
 * @param {import("../engine/context.js").LogExample} example
 * @param {HTMLElement} searchField Gets the focus when what had it is gone.
 * @returns {Landing}
 */
export function createLanding(context, example, searchField) {
  const { lang, engine } = context;
  const node = h("div", { class: "landing" });
  /** @type {ReturnType<typeof gather> | null} */
  let known = null;
  return {
    node,
    show(state) {
      // Beside or below a case it is not seen: it stays as it is, and a page that opens with a case makes none.
      const wanted = asksForAll(state);
      if (state.open || state.log || wanted === (node.firstChild !== null)) return;
      refill(node, wanted ? content(state) : [], searchField);
    },
  };

  /** @param {State} state */
  function content(state) {
    known ??= gather();
    return [
      ways(known.queries, known.hasLog ? example.read : null, state, context),
      h("section", { class: "glance", "aria-label": context.t.glance }, matrix(known.cells, state, context)),
      h("div", { class: "shelves" },
        known.severe && severe(known.severe, state, context),
        shelf("recent", [context.t.recent], { ...blank(state), sort: "updated" }, known.recent, true, state, context),
      ),
    ];
  }

  function gather() {
    return { cells: overview(engine), queries: exampleQueries(engine, lang), hasLog: example.exists(), ...highlights(engine, lang) };
  }
}

/**
 * @param {string[]} queries
 * @param {(() => void) | null} readExample
 * @param {State} state
 * @param {Context} context
 */
function ways(queries, readExample, state, { t, lang }) {
  return h("div", { class: "ways" },
    h("section", { class: "way", "aria-labelledby": "way-search" },
      h("h2", { id: "way-search" }, t.search),
      h("p", { class: "hint" }, t.waySearch),
      queries.length > 0 && h("p", { class: "examples" },
        h("span", { class: "visually-hidden" }, t.examples),
        ...queries.map((query) => h("a", { class: "example", href: formatHash({ ...blank(state), query }), lang: langOf(query, lang) }, query)),
      ),
    ),
    h("section", { class: "way", "aria-labelledby": "way-log" },
      h("h2", { id: "way-log" }, t.log.open),
      h("p", { class: "hint" }, t.wayLog),
      h("p", { class: "examples" },
        h("a", { class: "example", href: formatHash(withLog(blank(state))) }, t.log.give),
        readExample && h("button", { type: "button", class: "example", "data-key": "log-example", onclick: readExample }, t.log.tryExample),
      ),
    ),
  );
}

/**
 * @param {{ severity: string, total: number, hits: Hit[] }} cases
 * @param {State} state
 * @param {Context} context
 */
function severe({ severity, ...cases }, state, context) {
  const all = blank(state);
  all.filters.severity = [severity];
  return shelf("severe", [severityMark(context.vocabulary, severity)], all, cases, false, state, context);
}

/**
 * A few cases, and the way to all of their kind.
 *
 * @param {string} name
 * @param {import("../dom/elements.js").Child[]} heading
 * @param {State} all
 * @param {{ total: number, hits: Hit[] }} cases
 * @param {boolean} marked Whether each says how severe it is.
 * @param {State} state
 * @param {Context} context
 */
function shelf(name, heading, all, { total, hits }, marked, state, { t, lang, vocabulary }) {
  return h("section", { class: "shelf", "aria-labelledby": `shelf-${name}` },
    h("h2", { id: `shelf-${name}` }, h("a", { href: formatHash(all) }, ...heading, " ", h("span", { class: "count" }, t.cases(total)))),
    h("ul", { role: "list" }, ...hits.map((hit) => h("li", { class: "shelf-case" },
      marked && severityMark(vocabulary, hit.severity),
      h("a", { href: formatHash(withCase(blank(state), hit.id)), lang: hit.lang }, hit.title.text),
      h("time", { datetime: hit.updated }, formatDate(hit.updated, lang)),
    ))),
  );
}

/**
 * @param {Cell[][]} rows
 * @param {State} state
 * @param {Context} context
 */
function matrix(rows, state, { t, lang, vocabulary }) {
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
      h("th", { scope: "row" }, h("a", { href: href(component, "") }, h("span", {}, ...breakable(name)))),
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
    return cell.severities.map(({ key, count }) => `${vocabulary.label("severity", key)} ${formatNumber(count, lang)}`).join(t.listComma);
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
      else group.append(severityShape(rank), formatNumber(count, lang));
      return group;
    });
  }
}

/**
 * A name that may end its line after a slash, and else only where there is no other way.
 *
 * @param {string} name
 */
function breakable(name) {
  return (name.match(/[^/]+\/?|\//g) ?? []).flatMap((part, i) => (i === 0 ? [part] : [h("wbr"), part]));
}

/** @param {State} state */
function blank(state) {
  return { ...emptyState(), lang: state.lang };
}
