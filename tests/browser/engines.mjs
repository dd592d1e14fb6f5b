// The browsers that the tests run in, and what each of them wants to be told.

import { createServer } from 'node:net';

/**
 * @typedef {object} Engine
 * @property {string} driver The program that drives it.
 * @property {(port: number) => string[]} driverArguments
 * @property {(profile: string, lang: string, scripts: boolean) => object} capabilities `scripts`: whether its user lets pages run any.
 * @property {boolean} [quiet] Whether what it writes to standard error says nothing: toolkits' warnings.
 * @property {boolean} devtools Whether it speaks the Chrome DevTools Protocol.
 * @property {boolean} tellsLanguage Whether it can be told which language its user reads.
 */

/** Nothing that would reach for the network, or ask the user, by itself. */
const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Wide enough for all three columns.
  '--window-size=1440,900',
];

/** The same for Firefox, with the rules for file:// that its users have. */
const FIREFOX_PREFERENCES = {
  // The preferences recommended for automation make all of file:// one origin.
  'remote.prefs.recommended': false,
  'security.fileuri.strict_origin_policy': true,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.topsites.contile.enabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
};

/** @type {Record<string, Engine>} */
const ENGINES = {
  chromium: {
    driver: process.env.CHROMEDRIVER || 'chromedriver',
    driverArguments: (port) => [`--port=${port}`],
    capabilities: (profile, lang, scripts) => ({
      'goog:chromeOptions': {
        args: [...CHROMIUM_FLAGS, `--user-data-dir=${profile}`, `--accept-lang=${lang}`],
        // 2: blocked, as by an administrator.
        ...(scripts ? {} : { prefs: { 'profile.managed_default_content_settings.javascript': 2 } }),
        ...binary(process.env.CHROMIUM),
      },
      'goog:loggingPrefs': { performance: 'ALL', browser: 'ALL' },
    }),
    devtools: true,
    tellsLanguage: true,
  },
  firefox: {
    driver: process.env.GECKODRIVER || 'geckodriver',
    driverArguments: (port) => ['--port', String(port), '--log', 'error'],
    capabilities: (profile, lang, scripts) => ({
      'moz:firefoxOptions': {
        args: ['-headless', '-profile', profile],
        prefs: { ...FIREFOX_PREFERENCES, 'intl.accept_languages': lang, 'javascript.enabled': scripts },
        ...binary(process.env.FIREFOX),
      },
    }),
    quiet: true,
    devtools: false,
    tellsLanguage: true,
  },
  webkit: {
    driver: process.env.WEBKITDRIVER || 'WebKitWebDriver',
    driverArguments: (port) => [`--port=${port}`],
    capabilities: () => ({
      'webkitgtk:browserOptions': { args: ['--automation'], ...binary(process.env.MINIBROWSER) },
    }),
    devtools: false,
    // It takes the language of the system, if that is installed.
    tellsLanguage: false,
  },
};

/** The name of the one that the tests run in. */
export const ENGINE = process.env.CASEBOOK_ENGINE || 'chromium';

const known = ENGINES[ENGINE];
if (!known) throw new Error(`CASEBOOK_ENGINE is one of ${Object.keys(ENGINES).join(', ')}`);

/** The one that the tests run in. */
export const engine = known;

/**
 * Why a test of Chromium's own means does not run here; `false` where it does.
 *
 * @param {string} what What the test needs.
 */
export function onlyChromium(what) {
  return ENGINE === 'chromium' ? false : `Chromium only: ${what}`;
}

/** A port that nobody listens on. Not every driver can choose one and say which. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @param {string | undefined} file */
function binary(file) {
  return file ? { binary: file } : {};
}
