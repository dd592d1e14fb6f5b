// What a portal may do with the widget: ask it, and listen to it.

const search = document.querySelector("#search");
const log = document.querySelector("#log");

for (const button of document.querySelectorAll("button[data-query]")) {
  button.addEventListener("click", () => {
    search.query = button.dataset.query;
    search.scrollIntoView({ block: "nearest" });
  });
}

// They bubble, so one place is enough for both.
for (const type of ["case-ready", "case-search", "case-select", "case-error"]) {
  document.addEventListener(type, ({ target, detail }) => {
    const entry = document.createElement("li");
    entry.textContent = `${type} #${target.id} ${JSON.stringify(detail).slice(0, 160)}`;
    log.prepend(entry);
    while (log.childElementCount > 12) log.lastElementChild.remove();
  });
}
