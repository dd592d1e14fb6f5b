// The middle column while a log is looked at: the way to give one, and the cases it points to, each
// with the lines that say so.

import { createCopyButton } from '../dom/copy-button.js';
import { h, joined, refill } from '../dom/elements.js';
import { quotedIn } from './quoted.js';
import { logNote } from './note.js';
import { withMarks } from '../dom/marked-text.js';
import { pageAddress } from '../dom/page-address.js';
import { severityMark } from '../dom/severity.js';
import { emptyState, formatHash, withCase } from '../engine/state.js';
import { createTitleFocus } from '../dom/title-focus.js';

/** @typedef {import("../engine/context.js").PageContext} Context */
/** @typedef {import("../engine/state.js").State} State */
/** @typedef {import("./session.js").LogState} LogState */
/** @typedef {import("../../pkg/casebook.js").LogAnswer} LogAnswer */
/** @typedef {import("../../pkg/casebook.js").LogHit} LogHit */
/** @typedef {import("../../pkg/casebook.js").LogEvidence} LogEvidence */

/**
 * @typedef {object} LogView
 * @property {HTMLElement} node
 * @property {import("../dom/title-focus.js").TitleFocus} results
 * @property {(log: LogState, state: State) => void} update
 * @property {() => void} focus
 * @property {() => string} said What is on top, for those who listen.
 * @property {(id: string | undefined) => string[]} words What to mark in a case, lower case, longest first.
 */

/**
 * @typedef {object} LogActions
 * @property {(source: string | Blob, name: string | null) => void} read
 * @property {() => void} clear
 * @property {import("../engine/context.js").LogExample} example
 * @property {(message: string) => void} announce
 */

/** More evidence of one case is folded. */
const OPEN_EVIDENCE = 2;

/**
 * @param {Context} context
 * @param {LogActions} actions
 * @returns {LogView}
 */
export function createLogView(context, actions) {
  const { t } = context;
  const hits = h("ol", { class: "results log-hits", role: "list" });
  const results = createTitleFocus(hits);
  const heading = h("h2", { class: "list-heading" });
  const remark = h("p", { class: "hint" });
  const progress = h("progress", { max: 1, "aria-label": t.log.reading });
  const cancel = h("button", { type: "button", onclick: actions.clear }, t.log.cancel);
  const reading = h("div", { class: "log-reading" }, progress, cancel);
  const input = createInput(context, actions);
  const copy = createCopyButton({ label: t.log.copyNote, text: note }, t, actions.announce);
  const again = h("button", { type: "button", onclick: () => {
    actions.clear();
    input.focus();
  } }, t.log.another);
  const tools = h("div", { class: "log-tools" }, copy.button, again);
  const node = h("section", { id: "log", class: "list", tabindex: -1, "aria-label": t.log.title, hidden: true },
    h("div", { class: "toolbar" }, h("div", { class: "summary" }, heading), tools),
    copy.note, remark, reading, input.node, hits,
    h("p", { class: "hint log-privacy" }, t.log.privacy),
  );
  /** @type {LogAnswer | null} */
  let answer = null;
  /** @type {LogAnswer | null | undefined} */
  let painted;

  return {
    node,
    results,
    update(log, state) {
      answer = log.answer;
      heading.textContent = headingOf(log, context);
      remark.textContent = remarkOf(log, context);
      remark.hidden = remark.textContent === "";
      reading.hidden = log.phase !== "reading";
      progress.value = log.share;
      input.node.hidden = log.phase === "reading" || log.phase === "answered";
      tools.hidden = log.phase !== "answered";
      copy.button.hidden = !answer || answer.hits.length === 0;
      if (painted === answer) return;
      painted = answer;
      refill(hits, (answer?.hits ?? []).map((hit) => hitItem(hit, state, context)), node);
      results.reset();
    },
    focus() {
      // Enter opens the best case, as it does from the search field.
      const target = results.active() ?? (tools.hidden ? node : again);
      if (input.node.hidden) target.focus({ preventScroll: true });
      else input.focus();
      // The answer begins at the top, however far one had read in the one before.
      node.scrollTop = 0;
      node.scrollIntoView({ block: "nearest" });
    },
    said: () => [heading.textContent, remark.textContent].filter(Boolean).join(t.sentenceSpace),
    words(id) {
      const evidence = answer?.hits.find((hit) => hit.id === id)?.evidence ?? [];
      const found = evidence.flatMap(({ text, signature }) => [matched(text), signature ?? ""]);
      return [...new Set(found.map((word) => word.trim().toLowerCase()))].filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
    },
  };

  function note() {
    const { vocabulary } = context;
    return logNote(answer?.hits ?? [], {
      heading: t.log.note,
      where: t.log.where,
      what: (hit) => [vocabulary.label("severity", hit.severity), vocabulary.label("component", hit.component)].join(" · "),
      signature: t.log.signature,
      link: (id) => pageAddress() + formatHash(withCase(emptyState(), id)),
    });
  }
}

/**
 * The field for a log, and the button for a file.
 *
 * @param {Context} context
 * @param {LogActions} actions
 */
function createInput({ t }, { read, example }) {
  const area = h("textarea", {
    id: "log-text",
    class: "log-text",
    rows: 8,
    spellcheck: "false",
    autocomplete: "off",
    "aria-label": t.log.field,
    placeholder: t.log.hint,
  });
  const chosen = h("input", {
    type: "file",
    class: "visually-hidden",
    onchange: () => {
      const file = chosen.files?.[0];
      if (file) read(file, file.name);
      chosen.value = "";
    },
  });
  const file = h("label", { class: "button" }, chosen, t.log.file);
  const submit = () => {
    if (area.value.trim() === "") area.focus();
    else read(area.value, null);
    area.value = "";
  };
  const node = h("form", { class: "log-input", onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    submit();
  } }, area, h("div", { class: "log-ways" }, h("button", { type: "submit", class: "primary" }, t.log.find), file,
    example.exists() && h("button", { type: "button", class: "link", onclick: example.read }, t.log.tryExample),
    h("span", { class: "hint" }, t.log.drop)));
  return { node, focus: () => area.focus({ preventScroll: true }) };
}

/**
 * @param {LogState} log
 * @param {Context} context
 */
function headingOf({ phase, share, answer, problem }, { t }) {
  if (phase === "reading") return t.log.read(Math.floor(share * 100));
  if (phase === "failed") return problem === "not-text" ? t.log.notText : t.log.failed;
  if (!answer) return t.log.title;
  if (answer.hits.length === 0) return t.log.none;
  return answer.hits[0]?.kind === "terms" ? t.log.weak(answer.total) : t.log.found(answer.total);
}

/**
 * @param {LogState} log
 * @param {Context} context
 */
function remarkOf({ phase, name, answer, cut, detail }, { t }) {
  if (phase === "failed") return detail;
  if (!answer) return "";
  const read = t.log.lines(answer.linesRead, name);
  const why = answer.hits.length === 0 ? t.log.noneHint : answer.hits[0]?.kind === "terms" ? t.log.weakHint : "";
  return [read, cut && t.log.cut, why].filter(Boolean).join(t.sentenceSpace);
}

/**
 * @param {LogHit} hit
 * @param {State} state
 * @param {Context} context
 */
function hitItem(hit, state, context) {
  const { t, vocabulary } = context;
  const evidence = hit.evidence.map((one) => evidenceBlock(one, hit, state, context));
  const rest = evidence.slice(OPEN_EVIDENCE);
  const causes = hit.causes.map((id) => h("a", { href: formatHash(withCase(state, id)), "data-key": `cause-${hit.id}-${id}` }, id));
  return h("li", { class: "log-hit" },
    h("div", { class: "log-case" },
      severityMark(vocabulary, hit.severity),
      h("h3", { class: "hit-heading" }, h("a", {
        class: "hit-title",
        href: formatHash(withCase(state, hit.id)),
        lang: hit.lang,
        "data-id": hit.id,
        "data-key": `log-${hit.id}`,
      }, hit.title)),
      h("p", { class: "hit-meta" },
        h("span", { class: "hit-id" }, hit.id),
        h("span", { class: "hit-component" }, vocabulary.label("component", hit.component)),
      ),
    ),
    causes.length > 0 && h("p", { class: "hint" }, t.log.follows[0], ...joined(causes, t.listComma), t.log.follows[1]),
    ...evidence.slice(0, OPEN_EVIDENCE),
    rest.length > 0 && h("details", { class: "log-rest" }, h("summary", {}, t.log.rest(rest.length)), ...rest),
  );
}

/**
 * @param {LogEvidence} evidence
 * @param {LogHit} hit
 * @param {State} state
 * @param {Context} context
 */
function evidenceBlock(evidence, hit, state, { t, lang, engine }) {
  const { line, text, before, after } = evidence;
  /**
   * @param {number} number
   * @param {import("../dom/elements.js").Child[]} content
   * @param {boolean} found
   */
  const row = (number, content, found) => h("span", { class: found ? "log-line log-found" : "log-line" },
    h("span", { class: "log-number", "aria-hidden": "true" }, String(number)), h("span", { class: "log-words" }, ...content));
  const rows = [
    ...before.map((words, i) => row(line - before.length + i, [words], false)),
    row(line, [text.cutBefore && "…", ...withMarks(text), text.cutAfter && "…"], true),
    ...after.map((words, i) => row(line + 1 + i, [words], false)),
  ];
  const section = quotedIn(engine, hit.id, matched(text), lang);
  return h("div", { class: "log-evidence" },
    h("pre", { class: "log-lines", tabindex: 0, "aria-label": t.log.where(line, evidence.count, evidence.lastLine) }, ...rows),
    h("p", { class: "log-why" },
      h("span", {}, t.log.where(line, evidence.count, evidence.lastLine)),
      evidence.signature !== null && h("span", {}, evidence.complete ? t.log.signature : t.log.partOf, h("code", {}, evidence.signature)),
      section && h("a", { href: formatHash(withCase(state, hit.id, section.anchor)) }, t.log.seeSection(section.heading)),
    ),
  );
}

/** @param {import("../../pkg/casebook.js").MarkedText} text */
function matched({ text, marks }) {
  const first = marks[0]?.[0] ?? 0;
  const last = marks[marks.length - 1]?.[1] ?? 0;
  return text.slice(first, last);
}
