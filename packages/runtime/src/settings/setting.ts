import { isIP } from 'node:net';
import { z } from 'zod';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Pieces of settings: each reads one variable's text and says what is wrong with it without repeating it. */
export const setting = {
  wholeNumber: ({ min, max }: { min: number; max: number }) =>
    z
      .string()
      .refine((text) => /^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max, {
        error: `must be a whole number from ${min} to ${max}`,
      })
      .transform(Number),

  /** A TCP port; 0 lets the system choose. */
  port: () => setting.wholeNumber({ min: 0, max: 65_535 }),

  httpUrl: () =>
    z.string().refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), {
      error: 'must be an http or https URL',
    }),

  postgresUrl: () =>
    z.string().refine((text) => /^postgres(ql)?:\/\//.test(text), {
      error: 'must be a postgres:// URL',
    }),

  logLevel: () => z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }),

  /** Values between commas; an unset variable is the empty list. */
  list: () =>
    z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((item) => item.trim())
          .filter((item) => item !== ''),
      ),

  /** Addresses and networks between commas, such as `10.0.0.0/8,::1`; an unset variable is the empty list. */
  networks: () =>
    setting.list().refine((items) => items.every(isNetwork), {
      error: 'must be a list of IP addresses or CIDR networks',
    }),
};

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
