// What is stored of the reader's work: whether it is, out of this browser, into it, and away with it.

import { h } from '../dom/elements.js';
import { localTime } from './local-time.js';
import { readRecordFile, recordFile } from './record-file.js';
import { saveFile } from '../dom/save-file.js';

/** @typedef {import("./records.js").Records} Records */
/** @typedef {import("../i18n/page.js").PageStrings} Strings */
/** @typedef {import("../engine/context.js").Engine} Engine */

/** No browser stores more, so no file of ours is larger. */
const MAX_FILE = 16 * 1024 * 1024;

/**
 * @param {Records} records
 * @param {import("../engine/context.js").PageContext} context
 * @param {() => void} forgetRest Forgets what else the page has stored, when the records are cleared.
 * @returns {HTMLElement}
 */
export function createRecordSettings(records, { t, engine }, forgetRest) {
  const words = t.records;
  const status = h("p", { class: "hint", role: "status" });
  const box = h("input", { type: "checkbox", checked: records.remember(), onchange: () => {
    records.setRemember(box.checked);
    status.textContent = box.checked ? words.remembers : words.forgets;
  } });
  const chosen = h("input", { type: "file", accept: ".json,application/json", class: "visually-hidden", onchange: async () => {
    const file = chosen.files?.[0];
    chosen.value = "";
    if (file) status.textContent = await importFile(file, records, t, engine);
  } });
  const out = h("button", { type: "button", onclick: () => {
    const all = records.all();
    if (all.size === 0) {
      status.textContent = words.nothing;
      return;
    }
    const now = new Date();
    const name = `casebook-${localTime(now.getTime()).slice(0, 10)}.json`;
    saveFile(name, recordFile(records.title, all, now.toISOString()), "application/json");
    status.textContent = t.saving(name);
  } }, words.toFile);
  const clear = h("button", { type: "button", onclick: ask }, words.clear);
  const question = h("span", {});
  const sure = h("button", { type: "button", onclick: clearAll }, words.sure);
  const keep = h("button", { type: "button", onclick: () => answer() }, words.keep);
  const confirmation = h("div", { class: "records-ways", role: "group", hidden: true }, question, sure, keep);

  return h("section", { class: "records" },
    h("h3", {}, words.title),
    h("p", { class: "hint" }, words.hint),
    h("label", { class: "check" }, box, words.remember),
    h("div", { class: "records-ways" }, out, h("label", { class: "button" }, chosen, words.fromFile), clear),
    confirmation,
    status,
  );

  function ask() {
    question.textContent = words.ask(records.all().size);
    confirmation.hidden = false;
    keep.focus();
  }

  function answer() {
    confirmation.hidden = true;
    clear.focus();
  }

  function clearAll() {
    const count = records.all().size;
    const worked = records.clear();
    forgetRest();
    box.checked = records.remember();
    status.textContent = worked ? words.cleared(count) : words.notCleared;
    answer();
  }
}

/**
 * @param {File} file
 * @param {Records} records
 * @param {Strings} t
 * @param {Engine} engine
 * @returns {Promise<string>} What happened.
 */
async function importFile(file, records, t, engine) {
  const words = t.records;
  if (file.size > MAX_FILE) return words.refused(file.name, words.tooLarge);
  let text;
  try {
    text = await file.text();
  } catch (error) {
    return words.refused(file.name, String(error));
  }
  const read = readRecordFile(text, records.title, (id) => hasCase(engine, id));
  if ("problem" in read) return words.refused(file.name, words.problems[read.problem]("what" in read ? read.what : ""));
  const before = records.all();
  const kept = records.add(read.records);
  const added = difference(before, records.all());
  const done = added.cases === 0 ? words.nothingNew : words.imported(added.cases, added.ticks, added.copies, added.notes);
  const skipped = read.unknown.length > 0 ? words.skipped(read.unknown.join(t.listComma)) : "";
  const unsaved = kept === "saved" ? "" : t.notes.kept[kept];
  return [done, skipped, unsaved].filter(Boolean).join(t.sentenceSpace);
}

/**
 * @param {Engine} engine
 * @param {string} id
 */
function hasCase(engine, id) {
  try {
    return engine.getCase(id).id === id;
  } catch {
    return false;
  }
}

/**
 * @param {ReturnType<Records["all"]>} before
 * @param {ReturnType<Records["all"]>} after
 */
function difference(before, after) {
  const sum = { cases: 0, ticks: 0, copies: 0, notes: 0 };
  for (const [id, { ticks, copies, note }] of after) {
    const old = before.get(id);
    const more = {
      ticks: ticks.length - (old?.ticks.length ?? 0),
      copies: copies.length - (old?.copies.length ?? 0),
      notes: note.text === (old?.note.text ?? "") ? 0 : 1,
    };
    if (more.ticks + more.copies + more.notes > 0) sum.cases += 1;
    sum.ticks += more.ticks;
    sum.copies += more.copies;
    sum.notes += more.notes;
  }
  return sum;
}
