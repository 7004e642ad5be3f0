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

/** The addresses that a running demo publishes. */
export const SmokeSettings = z.object({
  API_URL: origin('http://127.0.0.1:3000'),
  INGEST_URL: origin('http://127.0.0.1:3001'),
  SANDBOX_URL: origin('http://127.0.0.1:4010'),
});
export type SmokeSettings = z.output<typeof SmokeSettings>;
