import { createControlClient } from '@illumera/align-sandbox/control-client';
import { acts, logHours } from './acts.ts';
import { backoffMs } from './backoff.ts';
import { chooseAct } from './choose-act.ts';
import { findTalents, type Talent } from './find-talents.ts';
import { oneOf } from './one-of.ts';
import { rest } from './rest.ts';
import type { TrafficSettings } from './settings.ts';

export interface TrafficOptions {
  settings: TrafficSettings;
  /** From 0 up to 1. */
  random: () => number;
  log: (line: string) => void;
  signal: AbortSignal;
}

/** Lets the demo's people work until the signal; a failure makes it slower and look for them anew, but never ends it. */
export async function makeTraffic(options: TrafficOptions): Promise<void> {
  const { settings, log, signal } = options;
  const control = createControlClient(settings.SANDBOX_URL);
  let talents: Talent[] = [];
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (talents.length === 0) talents = await findTalents({ control, apiUrl: settings.API_URL, signal });
      const done = await actOnce(options, oneOf(talents, options.random));
      if (done !== undefined) log(done);
      failures = 0;
    } catch (error) {
      if (signal.aborted) break;
      talents = [];
      failures += 1;
      log(`failed: ${describe(error)}`);
    }
    await rest(backoffMs(settings.TRAFFIC_PAUSE_MS, failures), signal);
  }
}

/** One act around one talent, told in a line; undefined where there was nothing to do. */
async function actOnce(options: TrafficOptions, { api, name }: Talent): Promise<string | undefined> {
  const { settings, random } = options;
  const { data: entries } = await api('listTimeEntries', { query: { limit: 200 } });
  const maxEntries = settings.TRAFFIC_MAX_ENTRIES;
  const choice = chooseAct({ entries, nowMs: Date.now(), maxEntries, random });
  if (choice === undefined) return undefined;
  const context = { control: createControlClient(settings.SANDBOX_URL), api, random };
  const done = choice.act === 'log' ? await logHours(context) : await acts[choice.act](context, choice.entry);
  return `${name}: ${choice.act}, ${done}`;
}

/** One line; that nobody answers is told by the cause alone. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  return (cause === undefined ? message : `${message}: ${describe(cause)}`).replaceAll(/\s+/g, ' ');
}
