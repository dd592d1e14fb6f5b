// What the reader notes while working on a case, and the ways in which it leaves the page: one field,
// folded away until it is wanted.

import { emptyRecord, isEmpty, merged, withNote } from './case-record.js';
import { createCopyButton } from '../dom/copy-button.js';
import { h } from '../dom/elements.js';
import { incidentNote } from './incident-note.js';
import { localTime, shortTime } from './local-time.js';
import { pageAddress } from '../dom/page-address.js';
import { saveFile } from '../dom/save-file.js';
import { isComposing } from '../dom/composing.js';
import { emptyState, formatHash, withCase } from '../engine/state.js';

/** @typedef {import("../engine/context.js").PageContext} Context */
/** @typedef {import("./records.js").Records} Records */
/** @typedef {import("../../pkg/casebook.js").CaseDetails} CaseDetails */
/** @typedef {import("../../pkg/casebook.js").Info} Info */

/**
 * @typedef {object} NotesView
 * @property {HTMLElement} node
 * @property {HTMLElement} printed The note as text, for paper.
 * @property {(progress: string) => void} update Shows what the record says.
 * @property {() => void} toggle
 */

/**
 * @param {CaseDetails} details
 * @param {Info} info
 * @param {Records} records
 * @param {Context} context
 * @param {(message: string) => void} announce
 * @param {HTMLElement} opener The button that opens it, and has the focus back when it closes.
 * @returns {NotesView}
 */
export function createNotes({ id, title }, info, records, { t }, announce, opener) {
  let progress = "";
  /** @type {import("./case-record.js").CaseRecord | null} What "start over" has put away. */
  let before = null;

  const field = h("textarea", {
    class: "notes-text",
    rows: 5,
    "aria-label": t.notes.field(id),
    placeholder: t.notes.hint,
    oninput: (/** @type {InputEvent} */ event) => {
      if (!event.isComposing) save();
    },
    oncompositionend: save,
    onblur: save,
  });
  const status = h("p", { class: "hint notes-status" });
  const said = h("p", { class: "hint notes-said", hidden: true });
  const copy = createCopyButton({ label: t.notes.copy, className: "primary", text: markdown }, t, announce);
  const file = h("button", { type: "button", onclick: saveAsFile }, t.notes.save);
  const undo = h("button", { type: "button", hidden: true, onclick: bringBack }, t.notes.undo);
  const over = h("button", { type: "button", onclick: startOver }, t.notes.over);
  const node = h("section", { class: "notes", "aria-label": t.notes.title, hidden: true, onkeydown: onKey },
    h("div", { class: "notes-head" },
      h("h2", {}, t.notes.title),
      status,
      h("button", { type: "button", class: "icon", "aria-label": t.notes.close, title: `${t.notes.close} (Esc)`, onclick: close }, "×"),
    ),
    field,
    h("div", { class: "notes-ways" }, copy.button, file, over, undo),
    copy.note,
    said,
  );
  const text = h("p", { class: "notes-printed-text" });
  const printed = h("section", { class: "notes-printed", hidden: true }, h("h2", {}, t.notes.title), text);

  return {
    node,
    printed,
    update(steps) {
      progress = steps;
      const record = records.read(id);
      const { note, ticks, copies } = record;
      // Another page may have written; what is being typed here stays.
      if (!field.matches(":focus") && field.value !== note.text) field.value = note.text;
      const times = [...ticks, ...copies].map(({ at }) => at);
      const since = times.length > 0 ? t.notes.since(shortTime(Math.min(...times))) : "";
      const holds = [ticks.length > 0 && t.notes.ticks(ticks.length), copies.length > 0 && t.notes.copies(copies.length)];
      status.textContent = [since, ...holds, t.notes.kept[records.kept(id)]].filter(Boolean).join(t.notes.separator);
      status.classList.toggle("notes-unsaved", ["full", "refused"].includes(records.kept(id)));
      over.disabled = isEmpty(record);
      undo.hidden = before === null;
      text.textContent = note.text.trim();
      printed.hidden = text.textContent === "";
    },
    toggle() {
      if (!node.hidden) {
        close();
        return;
      }
      node.hidden = false;
      opener.setAttribute("aria-expanded", "true");
      field.focus({ preventScroll: true });
    },
  };

  function save() {
    if (field.value === records.read(id).note.text) return;
    before = null;
    records.update(id, (record) => withNote(record, field.value, Date.now()));
  }

  function close() {
    node.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    opener.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key !== "Escape" || isComposing(event)) return;
    // One layer only: the case stays open.
    event.preventDefault();
    event.stopPropagation();
    close();
  }

  function markdown() {
    return incidentNote({
      heading: t.incident.heading(id, title),
      link: pageAddress() + formatHash(withCase(emptyState(), id)),
      collection: records.title,
      commit: info.commit,
      sha256: info.sha256,
      record: records.read(id),
      progress,
    }, t.incident);
  }

  function saveAsFile() {
    const name = `${id}-${localTime(Date.now()).slice(0, 16).replace(/[^\d]/g, "")}.md`;
    saveFile(name, markdown(), "text/markdown");
    say(t.saving(name));
  }

  function startOver() {
    before = records.read(id);
    field.value = "";
    records.update(id, emptyRecord);
    say(t.notes.cleared);
    undo.focus();
  }

  function bringBack() {
    const put = before;
    before = null;
    if (put) records.update(id, (record) => merged(record, put));
    say(t.notes.undone);
    field.focus({ preventScroll: true });
  }

  /** @param {string} message */
  function say(message) {
    said.textContent = message;
    said.hidden = false;
    announce(message);
  }
}
