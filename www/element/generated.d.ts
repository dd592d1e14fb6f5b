/** What `cargo xtask bundle` puts in the place of `generated.js`. */

/** The style sheet of the widget. */
export const css: string;

/** `info().engineVersion` of the module that belongs to this script. */
export const engineVersion: string;

/** Where the module lies: beside the script. */
export function moduleUrl(): URL;
