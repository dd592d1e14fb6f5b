// What others may write in TypeScript. Compiled against the packed package, never run.

import init, { search, type SearchResponse } from "casebook";
import { CaseBookElement, defineCaseBook, type CaseBookEngine, type CaseBookErrorCode, type CaseSelectDetail } from "casebook/element";
import "casebook/define";

// The element, made and found.
const element = document.createElement("case-book");
element.query = "证书过期";
element.component = null;
element.pageSize = 10;
element.theme = "dark";
const found: CaseBookElement | null = document.querySelector("case-book");
const state: "idle" | "loading" | "ready" | "error" | "unsupported" = element.state;
defineCaseBook("ops-cases", customElements);

// Its events.
element.addEventListener("case-select", (event) => {
  const detail: CaseSelectDetail = event.detail;
  event.preventDefault();
  location.assign(`/cases/${detail.id}#${detail.anchor ?? ""}`);
});
element.addEventListener("case-error", ({ detail }) => {
  const code: CaseBookErrorCode = detail.code;
  console.warn(code, detail.message);
});
element.addEventListener("case-ready", ({ detail }) => console.info(detail.caseCount.toFixed(0)));
element.addEventListener("click", (event) => event.clientX);

// The package itself is an engine, and so is what wraps it.
const engine: Promise<CaseBookEngine> = import("casebook").then(async (casebook) => {
  await casebook.default();
  return casebook;
});
element.engine = engine;
element.engine = null;

// The bare API.
await init();
const answer: SearchResponse = search({ query: "x509", filters: { component: ["k3s"] } });
console.log(answer.hits[0]?.title.text, found, state, await element.load());

// @ts-expect-error The state is not for others to set.
element.state = "ready";
// @ts-expect-error There is no such detail.
element.addEventListener("case-search", ({ detail }) => detail.nothing);
// @ts-expect-error A number is no query.
element.query = 5;
