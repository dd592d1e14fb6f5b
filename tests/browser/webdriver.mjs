// A small client of the W3C WebDriver protocol, for every engine; ChromeDriver's extensions besides.
// https://www.w3.org/TR/webdriver2/

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engine, freePort } from './engines.mjs';

/**
 * @typedef {object} Session
 * @property {(method: string, path: string, body?: unknown) => Promise<any>} send A WebDriver command of this session.
 * @property {(command: string, params?: object) => Promise<any>} cdp A command of the Chrome DevTools Protocol; Chromium only.
 * @property {(type: "performance" | "browser") => Promise<any[]>} log The entries since the last call; Chromium only.
 * @property {() => Promise<void>} close Ends browser and driver, and removes the profile.
 */

/**
 * Starts a driver and a browser with an empty profile.
 *
 * CASEBOOK_ENGINE says which browser, `chromium` when it does not. CHROMIUM and CHROMEDRIVER, FIREFOX
 * and GECKODRIVER, MINIBROWSER and WEBKITDRIVER name the programs; without them, PATH does.
 *
 * @param {{ lang?: string, scripts?: boolean }} [options] `lang`: what the browser says its user reads;
 *   `scripts`: whether its user lets pages run any.
 * @returns {Promise<Session>}
 */
export async function startBrowser({ lang = 'zh-CN', scripts = true } = {}) {
  const driver = await startDriver();
  const profile = await mkdtemp(join(tmpdir(), 'casebook-browser-'));
  const end = async () => {
    await driver.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const { sessionId } = await request(driver.url, 'POST', '/session', {
      capabilities: { alwaysMatch: engine.capabilities(profile, lang, scripts) },
    });
    const base = `${driver.url}/session/${sessionId}`;
    /** @type {Session["send"]} */
    const send = (method, path, body) => request(base, method, path, body);
    return {
      send,
      cdp: (cmd, params = {}) => send('POST', '/goog/cdp/execute', { cmd, params }),
      log: (type) => send('POST', '/se/log', { type }),
      async close() {
        await send('DELETE', '').catch(() => {});
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * Asks until the answer is true, and returns it. No sleeping for a fixed time: it goes on at once.
 *
 * @template T
 * @param {string} what For the error.
 * @param {() => Promise<T>} condition
 * @param {number} [milliseconds]
 * @returns {Promise<NonNullable<T>>}
 */
export async function waitFor(what, condition, milliseconds = 10_000) {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(`not within ${milliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
async function startDriver() {
  const port = await freePort();
  const child = spawn(engine.driver, engine.driverArguments(port), { stdio: ['ignore', 'ignore', engine.quiet ? 'ignore' : 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const url = `http://127.0.0.1:${port}`;
  const failed = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${engine.driver} ended with ${code}`)));
  });
  const ready = () => request(url, 'GET', '/status').then(({ ready }) => ready, () => false);
  await Promise.race([waitFor(engine.driver, ready), failed]);
  failed.catch(() => {});
  return {
    url,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/**
 * @param {string} base
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
async function request(base, method, path, body) {
  const response = await fetch(base + path, {
    method,
    ...(method === 'POST' ? { body: JSON.stringify(body ?? {}), headers: { 'content-type': 'application/json' } } : {}),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`, { cause: value.error });
  return value;
}
