// Starts the module, from the page itself or from the file beside it, and says what went wrong.

import init, { info } from '../pkg/casebook.js';
import { takePayload, unpack } from './payload.js';

/** @typedef {"no-wasm" | "wasm-refused" | "no-decompression" | "damaged" | "unreachable" | "unknown"} BootProblem */

/** Why the page could not start. The message is for maintainers; readers get text by `problem`. */
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
 * Makes the module ready for use.
 *
 * @throws {BootError}
 */
export async function boot() {
  const payload = takePayload();
  if (typeof WebAssembly !== "object") throw new BootError("no-wasm", null);
  if (payload === null) await startHosted();
  else await startBundled(payload);
  try {
    info();
  } catch (error) {
    throw new BootError("damaged", error);
  }
}

async function startHosted() {
  try {
    await init();
  } catch (error) {
    throw new BootError(error instanceof TypeError ? "unreachable" : problemOf(error), error);
  }
}

/** @param {string} payload */
async function startBundled(payload) {
  if (typeof DecompressionStream !== "function") throw new BootError("no-decompression", null);
  let bytes;
  try {
    bytes = await unpack(payload);
  } catch (error) {
    throw new BootError("damaged", error);
  }
  try {
    // Asynchronous on purpose: Chromium refuses to compile more than 8 MB synchronously.
    await init({ module_or_path: bytes });
  } catch (error) {
    throw new BootError(problemOf(error), error);
  }
}

/**
 * @param {unknown} error
 * @returns {BootProblem}
 */
function problemOf(error) {
  const message = error instanceof Error ? error.message : "";
  if (/Content.Security.Policy|unsafe-eval|disallowed|blocked/i.test(message)) return "wasm-refused";
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) return "damaged";
  if (error instanceof Error && error.name === "CasebookError") return "damaged";
  return "unknown";
}
