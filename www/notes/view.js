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
/** @typedef {import("./case-record.js").CaseRecord} CaseRecord */
/** @typedef {import("../i18n/page.js").PageStrings} Strings */
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
export function createNotes(details, info, records, { t }, announce, opener) {
  const { id } = details;
  let progress = "";
  const said = createSaid(announce);
  const field = createField(id, records, t, () => over.forget());
  const over = createOver(id, records, field, said.say, t);
  const markdown = () => noteOf(details, info, records, progress, t);
  const status = h("p", { class: "hint notes-status" });
  const copy = createCopyButton({ label: t.notes.copy, className: "primary", text: markdown }, t, announce);
  const file = h("button", { type: "button", onclick: () => {
    const name = `${id}-${localTime(Date.now()).slice(0, 16).replace(/[^\d]/g, "")}.md`;
    saveFile(name, markdown(), "text/markdown");
    said.say(t.saving(name));
  } }, t.notes.save);
  const node = h("section", { class: "notes", "aria-label": t.notes.title, hidden: true, onkeydown: onKey },
    h("div", { class: "notes-head" },
      h("h2", {}, t.notes.title),
      status,
      h("button", { type: "button", class: "icon", "aria-label": t.notes.close, title: `${t.notes.close} (Esc)`, onclick: close }, "×"),
    ),
    field,
    h("div", { class: "notes-ways" }, copy.button, file, over.button, over.undo),
    copy.note,
    said.node,
  );
  const printed = createPrinted(t);

  return {
    node,
    printed: printed.node,
    update(steps) {
      progress = steps;
      const record = records.read(id);
      // Another page may have written; what is being typed here stays.
      if (!field.matches(":focus") && field.value !== record.note.text) field.value = record.note.text;
      status.textContent = statusOf(record, records.kept(id), t);
      status.classList.toggle("notes-unsaved", ["full", "refused"].includes(records.kept(id)));
      over.update(record);
      printed.update(record);
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
}

/**
 * The field, which is saved as one types.
 *
 * @param {string} id
 * @param {Records} records
 * @param {Strings} t
 * @param {() => void} typed Called before something new is saved.
 */
function createField(id, records, t, typed) {
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
  return field;

  function save() {
    if (field.value === records.read(id).note.text) return;
    typed();
    records.update(id, (record) => withNote(record, field.value, Date.now()));
  }
}

/**
 * Starting over, and the way back until something else is noted.
 *
 * @param {string} id
 * @param {Records} records
 * @param {HTMLTextAreaElement} field
 * @param {(message: string) => void} say
 * @param {Strings} t
 */
function createOver(id, records, field, say, t) {
  /** @type {CaseRecord | null} What was put away. */
  let before = null;
  const undo = h("button", { type: "button", hidden: true, onclick: bringBack }, t.notes.undo);
  const button = h("button", { type: "button", onclick: startOver }, t.notes.over);
  return {
    button,
    undo,
    forget() {
      before = null;
    },
    /** @param {CaseRecord} record */
    update(record) {
      button.disabled = isEmpty(record);
      undo.hidden = before === null;
    },
  };

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
}

/**
 * The note as text, for paper.
 *
 * @param {Strings} t
 */
function createPrinted(t) {
  const text = h("p", { class: "notes-printed-text" });
  const node = h("section", { class: "notes-printed", hidden: true }, h("h2", {}, t.notes.title), text);
  return {
    node,
    /** @param {CaseRecord} record */
    update({ note }) {
      text.textContent = note.text.trim();
      node.hidden = text.textContent === "";
    },
  };
}

/**
 * The line that says what was done.
 *
 * @param {(message: string) => void} announce
 */
function createSaid(announce) {
  const node = h("p", { class: "hint notes-said", hidden: true });
  return {
    node,
    /** @param {string} message */
    say(message) {
      node.textContent = message;
      node.hidden = false;
      announce(message);
    },
  };
}

/**
 * Since when the reader works on the case, what the record holds, and whether it is stored.
 *
 * @param {CaseRecord} record
 * @param {import("./records.js").Kept} kept
 * @param {Strings} t
 */
function statusOf({ ticks, copies }, kept, t) {
  const times = [...ticks, ...copies].map(({ at }) => at);
  const since = times.length > 0 ? t.notes.since(shortTime(Math.min(...times))) : "";
  const holds = [ticks.length > 0 && t.notes.ticks(ticks.length), copies.length > 0 && t.notes.copies(copies.length)];
  return [since, ...holds, t.notes.kept[kept]].filter(Boolean).join(t.notes.separator);
}

/**
 * @param {CaseDetails} details
 * @param {Info} info
 * @param {Records} records
 * @param {string} progress
 * @param {Strings} t
 */
function noteOf({ id, title }, { commit, sha256 }, records, progress, t) {
  return incidentNote({
    heading: t.incident.heading(id, title),
    link: pageAddress() + formatHash(withCase(emptyState(), id)),
    collection: records.title,
    commit,
    sha256,
    record: records.read(id),
    progress,
  }, t.incident);
}
