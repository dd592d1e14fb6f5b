// Where a colleague opens this page.

/** The address without its hash, and without the folders of this machine. */
export function pageAddress() {
  if (location.protocol !== "file:") return location.href.replace(/#.*$/, "");
  return location.pathname.slice(location.pathname.lastIndexOf("/") + 1);
}
