// A log on the page, in place of a search: read wherever it comes from, and answered.

import { withLog } from '../engine/state.js';
import { hasLogExample, logExample } from '../log/example.js';
import { createLogView } from '../log/view.js';

/** @typedef {import("../engine/context.js").PageContext} Context */
/** @typedef {import("../engine/state.js").State} State */

/**
 * @typedef {object} LogColumn
 * @property {import("../log/view.js").LogView} view
 * @property {(state: State) => void} update
 * @property {(source: string | Blob, name: string | null) => void} read
 * @property {import("../engine/context.js").LogExample} example
 */

/**
 * @param {Context} context
 * @param {import("./page.js").Lasting} lasting
 * @returns {LogColumn}
 */
export function createLogColumn(context, { engine, router, announcer, session }) {
  const { t, lang } = context;
  const example = { exists: () => hasLogExample(engine, lang), read: readExample };
  const view = createLogView(context, { read, clear: session.clear, example, announce: announcer.say });
  let announced = session.state().answer;
  return { view, update, read, example };

  /** @param {State} state */
  function update(state) {
    view.node.hidden = !state.log;
    if (!state.log) return;
    const now = session.state();
    view.update(now, state);
    if (now.phase !== "answered" || announced === now.answer) return;
    announced = now.answer;
    announcer.say(view.said());
    view.focus();
  }

  /**
   * @param {string | Blob} source
   * @param {string | null} name
   */
  function read(source, name) {
    const state = router.state();
    if (!state.log || state.open) router.push(withLog(state));
    void session.read(source, name, lang);
  }

  function readExample() {
    const text = logExample(engine, lang);
    if (text !== null) read(text, t.log.example);
  }
}
