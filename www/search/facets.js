// The filters: toggle buttons with live counts. The buttons stay while their counts change, so
// that the keyboard focus does too.

import { arrange, h, setBusy } from '../dom/elements.js';
import { formatNumber, langOf } from '../i18n/index.js';
import { severityShape } from '../dom/severity.js';
import { chosenValues, FACETS } from '../engine/state.js';

/** @typedef {import("../engine/context.js").PageContext} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("../engine/state.js").Facet} Facet */
/** @typedef {import("../../pkg/casebook.js").SearchResponse} SearchResponse */

/**
 * @typedef {object} FacetsView
 * @property {HTMLElement} node
 * @property {(soon: boolean) => void} expectUpdate Says whether an update is about to come.
 * @property {(response: SearchResponse, state: State) => void} update
 * @property {(folded: boolean) => void} fold Whether the reader must unfold the filters to see them.
 */

/**
 * @typedef {object} FacetActions
 * @property {(facet: Facet, key: string) => void} toggle
 * @property {() => void} clear
 */

const TAGS_SHOWN = 10;

/**
 * @param {Context} context
 * @param {FacetActions} actions
 * @returns {FacetsView}
 */
export function createFacets(context, actions) {
  const { t } = context;
  const summary = h("summary", {}, t.filters);
  const clear = h("button", { type: "button", class: "clear-filters", onclick: actions.clear }, t.clearFilters);
  const groups = FACETS.map((facet) => (facet === "tag" ? createTags(context, actions) : createGroup(facet, context, actions)));
  let wasSet = false;
  const details = h("details", { class: "fold" }, summary, ...groups.map((g) => g.node), clear);

  const node = h("section", { class: "filters", "aria-label": t.filters }, details);

  return {
    node,
    expectUpdate: (soon) => setBusy(node, soon),
    update({ facets }, { filters }) {
      const chosen = chosenValues(filters).length;
      summary.textContent = chosen > 0 ? t.filtersChosen(chosen) : t.filters;
      clear.hidden = chosen === 0;
      for (const group of groups) group.update(facets[group.facet], filters[group.facet]);
      setBusy(node, false);
    },
    fold(folded) {
      // Only when it changes: a reader who unfolded the filters keeps them.
      if (folded === details.classList.contains("folded") && wasSet) return;
      wasSet = true;
      details.classList.toggle("folded", folded);
      details.open = !folded;
    },
  };
}

/**
 * @param {Facet} facet
 * @param {Context} context
 * @param {FacetActions} actions
 */
function createGroup(facet, { t, lang, vocabulary }, actions) {
  const toggles = vocabulary.keys(facet).map((key) => {
    const shape = facet === "severity" ? severityShape(vocabulary.severityRank(key)) : null;
    return { key, ...createToggle(facet, key, vocabulary.label(facet, key), shape, actions, lang) };
  });
  return {
    facet,
    node: group(t.facets[facet], `facet-${facet}`, ...toggles.map(({ node }) => node)),
    /**
     * @param {Uint32Array} counts
     * @param {string[]} chosen
     */
    update(counts, chosen) {
      for (const [i, { key, update }] of toggles.entries()) update(counts[i] ?? 0, chosen.includes(key));
    },
  };
}

/**
 * Tags are many: only those with hits, most frequent first, the rest behind a button.
 *
 * @param {Context} context
 * @param {FacetActions} actions
 */
function createTags({ t, lang, vocabulary }, actions) {
  /** @type {Facet} */
  const facet = "tag";
  /** @type {Map<string, ReturnType<typeof createToggle>>} */
  const toggles = new Map();
  let all = false;
  /** @type {() => void} */
  let repaint = () => {};
  const more = h("button", {
    type: "button",
    class: "more-tags",
    onclick: () => {
      all = !all;
      repaint();
    },
  });
  const list = h("div", { class: "tags" });
  const node = group(t.facets.tag, "facet-tag", list, more);
  return {
    facet,
    node,
    /**
     * @param {Uint32Array} counts
     * @param {string[]} chosen
     */
    update(counts, chosen) {
      repaint = () => {
        const useful = vocabulary.keys(facet)
          .map((key, i) => ({ key, count: counts[i] ?? 0 }))
          .filter(({ key, count }) => count > 0 || chosen.includes(key))
          .sort((a, b) => Number(chosen.includes(b.key)) - Number(chosen.includes(a.key)) || b.count - a.count);
        const shown = all ? useful : useful.slice(0, Math.max(TAGS_SHOWN, chosen.length));
        arrange(list, shown.map(({ key, count }) => {
          const toggle = toggles.get(key) ?? createToggle(facet, key, key, null, actions, lang);
          toggles.set(key, toggle);
          toggle.update(count, chosen.includes(key));
          return toggle.node;
        }));
        node.hidden = useful.length === 0;
        more.hidden = useful.length <= TAGS_SHOWN;
        more.textContent = all ? t.fewerTags : t.moreTags(useful.length - shown.length);
        more.setAttribute("aria-expanded", String(all));
      };
      repaint();
    },
  };
}

/**
 * @param {string} label
 * @param {string} className
 * @param {...HTMLElement} children
 */
function group(label, className, ...children) {
  return h("fieldset", { class: `facet ${className}` }, h("legend", {}, label), ...children);
}

/**
 * @param {Facet} facet
 * @param {string} key
 * @param {string} label
 * @param {SVGElement | null} shape
 * @param {FacetActions} actions
 * @param {import("../i18n/index.js").UiLang} lang
 */
function createToggle(facet, key, label, shape, actions, lang) {
  const number = h("span", { class: "count" });
  const node = h("button", {
    type: "button",
    class: "toggle",
    onclick: () => {
      if (node.getAttribute("aria-disabled") !== "true") actions.toggle(facet, key);
    },
  }, shape, h("span", { class: "toggle-label", lang: langOf(label, lang) }, label), number);
  return {
    node,
    /**
     * @param {number} count
     * @param {boolean} pressed
     */
    update(count, pressed) {
      const dead = count === 0 && !pressed;
      number.textContent = formatNumber(count, lang);
      node.setAttribute("aria-pressed", String(pressed));
      node.setAttribute("aria-disabled", String(dead));
      // A button that has the focus keeps it: disabled, it would drop the reader at the page's top.
      node.disabled = dead && node !== document.activeElement;
    },
  };
}
