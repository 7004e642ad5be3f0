import { fileURLToPath } from 'node:url';
import { serviceSettings, setting } from '@illumera/runtime';
import { keyringSettings } from '@illumera/sealed';
import { z } from 'zod';

const withoutLastSlash = (url: string) => url.replace(/\/+$/, '');
const builtConsole = fileURLToPath(new URL('../../../packages/console/dist', import.meta.url));

/** What the api reads from its environment (contract section 1). */
export const settings = serviceSettings(
  {
    ALIGN_BASE_URL: setting.httpUrl().default('https://app.alignsoft.us/api/v1'),
    ...keyringSettings,
    ALIGN_WEBHOOK_BASE_URL: setting.httpUrl().transform(withoutLastSlash),
    ALIGN_TIMEOUT_MS: setting.wholeNumber({ min: 1, max: 600_000 }).default(15_000),
    SYNC_MAX_ATTEMPTS: setting.wholeNumber({ min: 1, max: 100 }).default(5),
    AUTH_ISSUER: setting.httpUrl(),
    AUTH_JWKS_URL: setting.httpUrl(),
    AUTH_AUTHORIZED_PARTIES: setting.list(),
    /** Whose `X-Forwarded-For` is believed; nobody's unless set. */
    TRUSTED_PROXIES: setting.networks(),
    /** Requests a minute, over all processes. */
    RATE_LIMIT_PER_USER: setting.wholeNumber({ min: 1, max: 1_000_000 }).default(12_000),
    /** Requests a minute without a token that holds, over all processes. */
    RATE_LIMIT_PER_ADDRESS: setting.wholeNumber({ min: 1, max: 1_000_000 }).default(12_000),
    /** Where the built console lies. */
    CONSOLE_DIRECTORY: z.string().default(builtConsole),
    /** The console's client id at the issuer. */
    CONSOLE_CLIENT_ID: z.string().default('illumera-console'),
    /** Shown in the console, so that nobody mistakes one installation for another. */
    ENVIRONMENT_NAME: z.string().max(40).default('development'),
  },
  { defaultPort: 3000 },
);
export type Settings = z.output<typeof settings>;
