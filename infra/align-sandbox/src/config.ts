import { z } from 'zod';
import { SwitchChanges } from './switches/switches.ts';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);

/** Everything the process reads from its environment. */
export const Config = z.object({
  HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
  /** 0 takes any free port. */
  PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(65_535).default(4010)),
  /** Where the state is kept; unset keeps it in memory. */
  SANDBOX_STATE_FILE: z.preprocess(blankIsUnset, z.string().optional()),
  /** Where a browser reaches this process; the issuer is `<this>/issuer`. */
  SANDBOX_PUBLIC_URL: z.preprocess(
    blankIsUnset,
    z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
  ),
  /** How switches stand until they are turned, e.g. `deliveryId=per-attempt,rateLimit=60/10`. */
  SANDBOX_SWITCHES: z
    .string()
    .default('')
    .transform((text): unknown => readPairs(text))
    .pipe(SwitchChanges),
  /** Makes ids, secrets and chance the same in every run. */
  SANDBOX_SEED: z.preprocess(blankIsUnset, z.string().optional()),
  LOG_LEVEL: z.preprocess(
    blankIsUnset,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
});

function readPairs(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), value.join('=').trim()];
    }),
  );
}
