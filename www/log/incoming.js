// The ways in which a log comes in: pasted anywhere, dropped anywhere, or chosen as a file.

/** A query is typed; so long a line was copied from somewhere. */
const LONGEST_QUERY = 240;

/**
 * Whether pasted text is a log and not a query: it has several lines, or a very long one.
 *
 * @param {string} text
 */
function isLog(text) {
  const line = text.trim();
  return /[\n\r]/.test(line) || line.length > LONGEST_QUERY;
}

/**
 * @param {(source: string | Blob, name: string | null) => void} onLog
 * @param {AbortSignal} signal Ends listening.
 */
export function listenToLogs(onLog, signal) {
  const root = document.documentElement;
  let leaving = 0;

  document.addEventListener("paste", (event) => {
    const { target } = event;
    const file = event.clipboardData?.files[0];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const isOurs = target instanceof Element && target.closest("#log-text") !== null;
    // Fields of a case keep what is pasted into them; the two that ask do not.
    const isField = target instanceof Element && target.matches("input:not(#query), textarea:not(#log-text)");
    if (isField || (!file && !isLog(text) && !isOurs) || (!file && text.trim() === "")) return;
    event.preventDefault();
    onLog(file ?? text, file?.name ?? null);
  }, { signal });

  document.addEventListener("dragover", (event) => {
    if (!holdsLog(event.dataTransfer)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    clearTimeout(leaving);
    root.dataset.drop = "";
    // Leaving is told of every element that is crossed; staying is told all the time.
    leaving = window.setTimeout(() => delete root.dataset.drop, 300);
  }, { signal });

  document.addEventListener("drop", (event) => {
    clearTimeout(leaving);
    delete root.dataset.drop;
    if (!holdsLog(event.dataTransfer)) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    if (file) onLog(file, file.name);
    else if (text.trim() !== "") onLog(text, null);
  }, { signal });
}

/** @param {DataTransfer | null} transfer */
function holdsLog(transfer) {
  if (!transfer) return false;
  // A link of the page that is dragged over itself is none.
  return transfer.types.includes("Files") || (transfer.types.includes("text/plain") && !transfer.types.includes("text/uri-list"));
}
