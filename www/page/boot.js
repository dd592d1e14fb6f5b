// Starts the module, from the page itself or from the file beside it, and says what went wrong.

import * as casebook from '../../pkg/casebook.js';
import { BootError, problemOf } from '../engine/boot-error.js';
import { takePayload, unpack } from './payload.js';

/**
 * Makes the module ready for use.
 *
 * @returns {Promise<import("../engine/context.js").LogEngine>}
 * @throws {BootError}
 */
export async function boot() {
  const payload = takePayload();
  if (typeof WebAssembly !== "object") throw new BootError("no-wasm", null);
  if (payload === null) await startHosted();
  else await startBundled(payload);
  try {
    casebook.info();
  } catch (error) {
    throw new BootError("damaged", error);
  }
  return casebook;
}

async function startHosted() {
  try {
    await casebook.default();
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
    await casebook.default({ module_or_path: bytes });
  } catch (error) {
    throw new BootError(problemOf(error), error);
  }
}
