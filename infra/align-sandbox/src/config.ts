import { z } from 'zod';

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
  /** Which event names a subscription may ask for: those of Align's webhook page, or every documented one. */
  SANDBOX_EVENTS: z.preprocess(blankIsUnset, z.enum(['s3', 'all']).default('all')),
  LOG_LEVEL: z.preprocess(
    blankIsUnset,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
});
