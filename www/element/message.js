// What the widget says when it shows no cases. A page can say it in its own words: slots.

import { h } from '../dom/elements.js';

/** @typedef {import("../i18n/index.js").Strings} Strings */
/** @typedef {import("../engine/boot-error.js").BootError} BootError */

/** @param {Strings} t */
export function loadingMessage(t) {
  return h("p", { class: "message message-loading", role: "status" }, t.embed.loading);
}

/**
 * @param {BootError} error
 * @param {boolean} unsupported Whether no try will ever help in this browser, under this policy.
 * @param {Strings} t
 * @param {() => void} retry
 */
export function failedMessage({ problem, message }, unsupported, t, retry) {
  const { what, todo } = t.boot[problem];
  const ours = [
    h("p", { class: "boot-what" }, what),
    h("p", {}, todo),
    h("p", { class: "hint" }, t.boot.details, t.colon, h("code", {}, `${problem} · ${message}`)),
  ];
  return h("div", { class: "message message-failed", role: "alert" },
    h("slot", { name: unsupported ? "unsupported" : "error" }, ...ours),
    !unsupported && h("button", { type: "button", class: "retry", onclick: retry }, t.embed.retry),
  );
}
