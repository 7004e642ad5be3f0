import { z } from 'zod';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const origin = (defaultUrl: string) =>
  z.preprocess(
    blankIsUnset,
    z
      .url({ protocol: /^https?$/ })
      .default(defaultUrl)
      .transform((url) => url.replace(/\/+$/, '')),
  );

/** Everything that the traffic reads from its environment. */
export const TrafficSettings = z.object({
  API_URL: origin('http://127.0.0.1:3000'),
  SANDBOX_URL: origin('http://127.0.0.1:4010'),
  /** How long to rest after an act, in milliseconds. */
  TRAFFIC_PAUSE_MS: z.preprocess(blankIsUnset, z.coerce.number().int().min(100).default(4_000)),
  /** Most entries that one talent logs within 24 hours. */
  TRAFFIC_MAX_ENTRIES: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(40).default(12)),
});
export type TrafficSettings = z.output<typeof TrafficSettings>;
