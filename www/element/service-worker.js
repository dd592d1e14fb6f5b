// A recipe: keeps the hosted page and the widget working when the network goes after the first visit.
//
// Copy it beside the page, at or above everything it is to keep, set the two constants, and register it:
//
//   navigator.serviceWorker.register("service-worker.js");
//
// It needs https (or localhost). Under Trusted Types the address takes a policy of the portal's own.

/** What is kept: paths from this file. Everything that the page needs, or it will not start. */
const FILES = [
  "./",
  "node_modules/casebook/define.js",
  "node_modules/casebook/element.js",
  "node_modules/casebook/casebook.js",
  "node_modules/casebook/casebook_bg.wasm",
];

/** To be changed with every release: old files go when no page uses them any more. */
const VERSION = "1";

const CACHE = `casebook-${VERSION}`;

self.addEventListener("install", (event) => {
  // All or nothing, and past the browser's own cache: files of two versions do not fit together.
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers());
});

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("casebook-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** What is kept comes from here at once; everything else is the network's. */
async function answer(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}
