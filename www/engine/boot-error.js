// Why the module could not start. Nothing here loads anything.

/** @typedef {"no-wasm" | "wasm-refused" | "no-decompression" | "damaged" | "wrong-version" | "unreachable" | "unknown"} BootProblem */

/** The message is for maintainers; readers get text by `problem`. */
export class BootError extends Error {
  /**
   * @param {BootProblem} problem
   * @param {unknown} cause
   */
  constructor(problem, cause) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause ?? problem));
    this.name = "BootError";
    this.problem = problem;
  }
}

/**
 * What is wrong with a module that was at hand and did not start.
 *
 * @param {unknown} error
 * @returns {BootProblem}
 */
export function problemOf(error) {
  if (error instanceof BootError) return error.problem;
  const message = error instanceof Error ? error.message : "";
  if (/Content.Security.Policy|unsafe-eval|disallowed|blocked/i.test(message)) return "wasm-refused";
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) return "damaged";
  if (error instanceof Error && error.name === "CasebookError") return "damaged";
  return "unknown";
}
