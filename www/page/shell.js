// The frame of the page: header, the three columns, identity. It holds no state.

import { h, svg } from '../dom/elements.js';
import { formatDate } from '../i18n/index.js';
import { THEMES } from '../dom/theme.js';
import { pickLabel } from '../engine/vocabulary.js';

/** @typedef {import("../engine/context.js").PageContext} Context */
/** @typedef {import("../dom/theme.js").Theme} Theme */
/** @typedef {import("../../pkg/casebook.js").Info} Info */

/**
 * @typedef {object} ShellParts
 * @property {HTMLElement} search
 * @property {HTMLElement} notice What was wrong with the address.
 * @property {HTMLElement} filters
 * @property {HTMLElement} list
 * @property {HTMLElement} log In place of the list, while a log is looked at.
 * @property {HTMLElement} splitter Between the list, or the log, and the opened case.
 * @property {HTMLElement} reader
 */

/**
 * @typedef {object} ShellActions
 * @property {() => void} switchLang
 * @property {(theme: Theme) => void} setTheme
 * @property {() => void} help
 * @property {string} home Hash of the landing page.
 * @property {string} logs Hash of the page for a log.
 * @property {Theme} theme
 */

/**
 * @param {Info} info
 * @param {ShellParts} parts
 * @param {Context} context
 * @param {ShellActions} actions
 * @returns {Node[]}
 */
export function createShell(info, parts, context, actions) {
  const { t, lang } = context;
  const other = lang === "en" ? { tag: "zh-CN", name: "中文" } : { tag: "en", name: "English" };
  return [
    h("a", { class: "skip", href: "#list", onclick: (/** @type {Event} */ event) => skipTo(event, parts.log.hidden ? parts.list : parts.log) }, t.skip),
    h("header", { class: "top" },
      h("h1", { class: "brand" },
        h("a", { href: actions.home }, pickLabel(info.title, lang)),
        h("span", { class: "brand-count" }, t.cases(info.caseCount)),
      ),
      parts.search,
      h("div", { class: "controls" },
        h("a", { class: "button to-log", href: actions.logs, title: t.log.title, "aria-label": t.log.open, "data-key": "to-log" },
          h("span", { class: "roomy" }, t.log.open), h("span", { class: "tight" }, t.log.field)),
        h("button", { type: "button", lang: other.tag, "data-key": "lang", onclick: actions.switchLang }, other.name),
        themeButton(context, actions),
        h("button", { type: "button", class: "icon", "aria-label": t.help, title: t.help, onclick: actions.help }, "?"),
      ),
    ),
    parts.notice,
    h("main", { class: "columns" }, parts.filters, parts.list, parts.log, parts.splitter, parts.reader),
    identity(info, context),
  ];
}

/**
 * @param {Event} event
 * @param {HTMLElement} target
 */
function skipTo(event, target) {
  // The hash is the page's state, so the browser must not follow this link itself.
  event.preventDefault();
  target.focus();
}

/**
 * @param {Context} context
 * @param {ShellActions} actions
 */
function themeButton({ t }, actions) {
  let { theme } = actions;
  const button = h("button", {
    type: "button",
    class: "icon",
    onclick: () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto";
      actions.setTheme(theme);
      show();
    },
  });
  const show = () => {
    const name = `${t.theme}${t.colon}${t.themes[theme]}`;
    button.setAttribute("aria-label", name);
    button.title = name;
    button.replaceChildren(themeIcon(theme));
  };
  show();
  return button;
}

/** @param {Theme} theme */
function themeIcon(theme) {
  const disc = svg("circle", { cx: 8, cy: 8, r: 5.5, class: theme === "dark" ? "icon-fill" : "icon-line" });
  const half = svg("path", { d: "M8 2.5a5.5 5.5 0 0 1 0 11z", class: "icon-fill" });
  return svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, disc, ...(theme === "auto" ? [half] : []));
}

/**
 * What this copy of the collection is, to be compared with what it should be.
 *
 * @param {Info} info
 * @param {Context} context
 */
function identity(info, { t, lang }) {
  const { builtAt, commit, sha256 } = info;
  return h("footer", { class: "identity", "aria-label": t.identity },
    h("span", {}, pickLabel(info.title, lang)),
    h("span", {}, t.cases(info.caseCount)),
    h("span", {}, builtAt ? h("time", { datetime: builtAt }, formatDate(builtAt, lang)) : t.buildUnknown),
    commit && h("span", {}, `${t.commit} `, h("code", {}, commit.slice(0, 7))),
    h("span", { title: sha256 }, "sha256 ", h("code", {}, sha256.slice(0, 12))),
    h("span", { class: "identity-note" }, t.offline),
  );
}
