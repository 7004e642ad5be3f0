import { z } from 'zod';
import { makeTraffic } from './traffic/make-traffic.ts';
import { TrafficSettings } from './traffic/settings.ts';

const settings = TrafficSettings.safeParse(process.env);
if (!settings.success) {
  process.stderr.write(`The traffic cannot start:\n${z.prettifyError(settings.error)}\n`);
  process.exit(1);
}
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
await makeTraffic({
  settings: settings.data,
  random: Math.random,
  log: (line) => process.stdout.write(`${line}\n`),
  signal: stop.signal,
});
