import { access, constants } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';
import { type Chromium, unpackChromium } from './browser/unpack-chromium.ts';

const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** No sandbox: containers and root have none, and only our own pages are opened. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless Chromium: the one that `CHROMIUM_PATH` names, else an installed one, else the one that npm carries.
 * @param env the browser's environment
 * @throws an AggregateError with every attempt's reason where none starts; tests are not skipped for want of a browser
 */
export async function openBrowser(env: NodeJS.ProcessEnv): Promise<Browser> {
  const reasons: unknown[] = [];
  for await (const candidate of candidates(env['CHROMIUM_PATH'])) {
    try {
      return await chromium.launch({ ...candidate, env: { ...env, ...candidate.env }, args: flags });
    } catch (error) {
      reasons.push(error);
    }
  }
  const advice = 'Install Chrome or Chromium, or name one in CHROMIUM_PATH.';
  throw new AggregateError(reasons, `No browser starts. ${advice}\n${reasons.join('\n')}`);
}

async function* candidates(named: string | undefined): AsyncGenerator<Chromium> {
  if (named) {
    yield { executablePath: named, env: {} };
    return;
  }
  for (const executablePath of installed) {
    if (await isExecutable(executablePath)) yield { executablePath, env: {} };
  }
  yield await unpackChromium();
}

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
