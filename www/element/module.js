// The module, started once for all elements of the page, when the first of them needs it.

import * as casebook from '../../pkg/casebook.js';
import { BootError, problemOf } from '../engine/boot-error.js';
import { engineVersion, moduleUrl } from './generated.js';

/** @typedef {import("../engine/context.js").Engine} Engine */

/** The smallest module there is: a browser that refuses it refuses them all. */
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** @type {Promise<Engine> | null} */
let started = null;

/**
 * Starts the module, or waits for the start that is under way. After a failure it can be tried again.
 *
 * @returns {Promise<Engine>}
 * @throws {BootError}
 */
export function startModule() {
  started ??= start().catch((error) => {
    started = null;
    throw error;
  });
  return started;
}

async function start() {
  if (isRunning()) return casebook;
  if (typeof WebAssembly !== "object") throw new BootError("no-wasm", null);
  try {
    // WebKit compiles what it will not run.
    new WebAssembly.Instance(new WebAssembly.Module(EMPTY));
  } catch (error) {
    throw new BootError("wasm-refused", error);
  }
  const bytes = await load(moduleUrl());
  const module = await WebAssembly.compile(bytes).catch((error) => {
    throw new BootError("damaged", error);
  });
  // The glue keeps the first instance it gets, so a stranger must not come so far.
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "info")) throw new BootError("wrong-version", "not this module");
  try {
    await casebook.default({ module_or_path: module });
  } catch (error) {
    // What is whole and does not fit was made for another script.
    throw new BootError("wrong-version", error);
  }
  check();
  return casebook;
}

/** Whether the page around has started the module by itself. */
function isRunning() {
  try {
    return casebook.info().engineVersion === engineVersion;
  } catch {
    return false;
  }
}

/** @param {URL} url */
async function load(url) {
  let response;
  try {
    response = await fetch(url);
    if (response.ok) return await response.arrayBuffer();
  } catch (error) {
    throw new BootError("unreachable", error);
  }
  throw new BootError("unreachable", `${response.status} ${url.pathname}`);
}

function check() {
  let version;
  try {
    version = casebook.info().engineVersion;
  } catch (error) {
    throw new BootError(problemOf(error) === "damaged" ? "damaged" : "wrong-version", error);
  }
  if (version !== engineVersion) throw new BootError("wrong-version", `${version}, not ${engineVersion}`);
}
