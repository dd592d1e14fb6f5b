// The page when the module cannot start: what happened, what to do, and where to read meanwhile.

import { BootError } from '../engine/boot-error.js';
import { h } from '../dom/elements.js';
import { strings } from '../i18n/index.js';

/**
 * Written in both languages: whoever sees this has had no chance to choose one.
 *
 * @param {unknown} error
 * @param {import("../i18n/index.js").UiLang} lang
 * @param {string | null} staticEdition A link into it, where there is one.
 */
export function failureMessage(error, lang, staticEdition) {
  const problem = error instanceof BootError ? error.problem : "unknown";
  const details = error instanceof Error ? error.message : String(error);
  /** @type {import("../i18n/index.js").UiLang[]} */
  const langs = lang === "en" ? ["en", "zh-CN"] : ["zh-CN", "en"];
  return h("main", { class: "boot boot-failed", role: "alert" },
    ...langs.map((tag, i) => {
      const { boot } = strings(tag);
      return h("section", { lang: tag },
        h(i === 0 ? "h1" : "h2", {}, boot.title),
        h("p", { class: "boot-what" }, boot[problem].what),
        h("p", {}, boot[problem].todo),
        staticEdition !== null && h("p", {}, h("a", { href: staticEdition }, boot.staticBelow)),
      );
    }),
    h("p", { class: "hint" }, `${strings(lang).boot.details}${strings(lang).colon}`, h("code", {}, `${problem} · ${details}`)),
  );
}
