// The entry: starts the module, then keeps the page and the URL together.

import { boot } from './page/boot.js';
import { createPageContext, effectiveLang } from './page/language.js';
import { takeEarlyQuery } from './page/early-query.js';
import { createAnnouncer } from './dom/live.js';
import { createLogSession } from './log/session.js';
import { mountPage } from './page/page.js';
import { storedTheme } from './page/prefs.js';
import { createRecords } from './notes/records.js';
import { createRouter } from './page/hash-router.js';
import { parseHash } from './engine/state.js';
import { applyTheme } from './dom/theme.js';
import { failureMessage } from './page/failure.js';
import { pickLabel } from './engine/vocabulary.js';

main();

async function main() {
  const root = document.getElementById("app") ?? document.body;
  // In the single file, every case also lies below as plain HTML, for when nothing here works.
  const staticEdition = document.getElementById("static-edition");
  applyTheme(document.documentElement, storedTheme());
  try {
    const engine = await boot();
    // Before the page is made, which lays out all that is there. Nothing is to find its texts or its ids
    // beside those of the page either.
    staticEdition?.remove();
    start(root, engine);
  } catch (error) {
    if (staticEdition && !staticEdition.isConnected) root.after(staticEdition);
    const wayOut = staticEdition && routeInStaticEdition();
    root.replaceChildren(failureMessage(error, effectiveLang(parseHash(location.hash).lang), wayOut));
    root.removeAttribute("data-view");
    staticEdition?.classList.add("static-shown");
    console.error(error);
  }
}

/** Where to read on: the case that the address names, whose route is its id there, or else the contents. */
function routeInStaticEdition() {
  const [route = ""] = location.hash.split("?");
  const isThere = route.startsWith("#/") && document.getElementById(decoded(route.slice(1))) !== null;
  return isThere ? route : "#static-contents";
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {HTMLElement} root
 * @param {import("./engine/context.js").LogEngine} engine
 */
function start(root, engine) {
  const isTyping = takeEarlyQuery();
  const announcer = createAnnouncer();
  const session = createLogSession(engine);
  const { title, languages } = engine.info();
  const records = createRecords(title[languages[0] ?? ""] || pickLabel(title, "zh-CN"));
  // The browser asks whether to leave.
  addEventListener("beforeunload", (event) => {
    if (records.losesNotes()) event.preventDefault();
  });
  const router = createRouter((next, previous) => {
    if (effectiveLang(next.lang) === context.lang) {
      page.paint(next, previous);
      return;
    }
    const focusKey = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    page.unmount();
    context = createPageContext(engine, next.lang);
    page = mountPage(lasting, context);
    page.paint(next, null);
    const again = focusKey ? root.querySelector(`[data-key="${CSS.escape(focusKey)}"]`) : null;
    if (again instanceof HTMLElement) again.focus();
  });
  let context = createPageContext(engine, router.state().lang);
  const lasting = { root, engine, router, announcer, session, records };
  let page = mountPage(lasting, context);
  page.paint(router.state(), null);
  if (isTyping) document.getElementById("query")?.focus({ preventScroll: true });
}
