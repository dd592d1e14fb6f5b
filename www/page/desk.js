// What the page has around a case: the way through the results, the outline, the marks one by one, commands to
// copy by a key, steps to tick and notes.

import { createMarkStepper } from '../case/mark-stepper.js';
import { openOutline } from '../case/outline.js';
import { isInView, textTop } from '../case/reading-place.js';
import { createSteps } from '../case/steps.js';
import { h } from '../dom/elements.js';
import { withCopy, withTick, withoutTick } from '../notes/case-record.js';
import { createNotes } from '../notes/view.js';

/** @typedef {import("../engine/context.js").PageContext} Context */
/** @typedef {import("../case/reader.js").Opened} Opened */
/** @typedef {import("../notes/records.js").Records} Records */

/**
 * @typedef {object} DeskKeys What the keys of the page do with the opened case; each returns whether there was something to do it with.
 * @property {() => boolean} outline
 * @property {() => boolean} copyCommand The one that has the focus, or else the first in view.
 * @property {(by: 1 | -1) => boolean} stepMark
 * @property {() => boolean} notes
 */

/** @typedef {import("../case/reader.js").Desk & DeskKeys & { showRecord: () => void }} PageDesk `showRecord` shows what was done with the case. */

/** What was done by a key is shown so long. */
const SAID_MS = 4000;
/** A heading that one has just gone to begins so far below the bars at most, in CSS pixels. */
const HEADING = 36;

/**
 * @param {Context} context
 * @param {import("./page.js").Lasting} lasting
 * @param {import("../search/walk.js").Walk} walk
 * @returns {PageDesk}
 */
export function createDesk(context, { engine, router, announcer, records }, walk) {
  const { t } = context;
  const announce = announcer.say;
  /** @type {Opened | null} */
  let opened = null;
  /** @type {import("../notes/view.js").NotesView | null} */
  let notes = null;
  /** @type {HTMLElement | null} */
  let reader = null;
  /** @type {import("../case/mark-stepper.js").MarkStepper | null} */
  let stepper = null;

  const contents = h("button", { type: "button", class: "to-outline", title: `${t.outline} (o)`, "aria-keyshortcuts": "o", onclick: outline }, t.outline);
  const unsaved = h("span", { class: "reader-unsaved" });
  const toNotes = h("button", { type: "button", class: "to-notes", title: `${t.notes.title} (w)`, "aria-keyshortcuts": "w", "aria-expanded": "false", onclick: toggleNotes }, t.notes.title);
  const tools = h("div", { class: "reader-tools" }, unsaved, toNotes);
  const said = createSaid(announce);

  return {
    attach(node) {
      reader = node;
      stepper = createMarkStepper(node, t, announce);
      tools.prepend(stepper.node);
      return [contents, walk.node, said.node, tools];
    },
    workOn: (details) => ({
      steps: (article, heading) => createSteps(article, details, heading, t, (step, ticked) => tick(details.id, step, ticked)),
      copied: (text) => records.update(details.id, (record) => withCopy(record, { text, at: Date.now() })),
    }),
    open(next) {
      opened = next;
      notes = createNotes(next.details, engine.info(), records, context, announce, toNotes);
      next.page.append(notes.printed);
      reader?.append(notes.node);
      contents.hidden = tools.hidden = false;
      showRecord();
    },
    close() {
      opened = null;
      notes?.node.remove();
      notes = null;
      toNotes.setAttribute("aria-expanded", "false");
      said.node.textContent = unsaved.textContent = "";
      contents.hidden = tools.hidden = true;
    },
    showMarks: (marks) => stepper?.show(marks),
    holdsFocus: walk.holdsFocus,
    showRecord,
    outline,
    copyCommand,
    stepMark: (by) => stepper?.step(by) ?? false,
    notes: toggleNotes,
  };

  function showRecord() {
    if (!opened) return;
    const { id } = opened.details;
    const { done, total } = opened.article.showRecord(records.read(id));
    const kept = records.kept(id);
    unsaved.textContent = kept === "full" || kept === "refused" ? t.notes.unsaved : "";
    unsaved.title = t.notes.kept[kept];
    notes?.update(t.steps.progress(done, total));
  }

  /**
   * @param {string} id
   * @param {{ key: string, label: string }} step
   * @param {boolean} ticked
   */
  function tick(id, { key, label }, ticked) {
    records.update(id, (record) => (ticked ? withTick(record, { key, label, at: Date.now() }) : withoutTick(record, key)));
    const { done, total } = opened?.article.showRecord(records.read(id)) ?? { done: 0, total: 0 };
    announce([t.steps.said(done, total), unsaved.textContent].filter(Boolean).join(t.sentenceSpace));
  }

  function outline() {
    if (!opened || !reader) return false;
    openOutline(opened.article.outline(router.state(), textTop(reader) + HEADING), opened.details.lang, t);
    return true;
  }

  function toggleNotes() {
    notes?.toggle();
    return notes !== null;
  }

  function copyCommand() {
    const within = reader;
    if (!opened || !within) return false;
    const { commands } = opened.article;
    const command = commands.find(({ frame }) => frame.matches(":focus-within")) ?? commands.find(({ frame }) => isInView(frame, within));
    if (command) void copyAndSay(command);
    else said.say(t.noCommand);
    return true;
  }

  /** @param {import("../case/code-blocks.js").Command} command */
  async function copyAndSay(command) {
    const worked = await command.copy();
    const [first = "", ...more] = command.text().split("\n");
    const what = t.copiedCommand(first, more.length);
    said.say(worked ? [what, command.risk && t.copiedRisk(command.risk), command.remark()].filter(Boolean).join(t.sentenceSpace) : t.copyFailed);
  }
}

/**
 * The place in the bar that says for a while what a key did.
 *
 * @param {(message: string) => void} announce
 */
function createSaid(announce) {
  const node = h("span", { class: "reader-said" });
  let timer = 0;
  return {
    node,
    /** @param {string} message */
    say(message) {
      announce(message);
      node.textContent = message;
      clearTimeout(timer);
      timer = window.setTimeout(() => (node.textContent = ""), SAID_MS);
    },
  };
}
