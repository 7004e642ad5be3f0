import { setting } from '@illumera/runtime';
import { keyringSettings } from '@illumera/sealed';
import { z } from 'zod';

/** A base address without the slash that would double before a path. */
const origin = (defaultUrl: string) =>
  setting
    .httpUrl()
    .default(defaultUrl)
    .transform((url) => url.replace(/\/+$/, ''));

/** Everything the command reads from its environment. */
export const OpsSettings = z.object({
  DATABASE_URL: setting.postgresUrl(),
  /** As the services have them, for the commands that open what is sealed. */
  ALIGN_ENCRYPTION_KEY: keyringSettings.ALIGN_ENCRYPTION_KEY.optional(),
  ALIGN_ENCRYPTION_KEYS_OLD: keyringSettings.ALIGN_ENCRYPTION_KEYS_OLD,
  SYNC_MAX_ATTEMPTS: setting.wholeNumber({ min: 1, max: 100 }).default(5),
  /** The API service, for the commands that go through it. */
  API_URL: origin('http://127.0.0.1:3000'),
  /** The Align stand-in, for the demo. */
  SANDBOX_URL: origin('http://127.0.0.1:4010'),
});
export type OpsSettings = z.output<typeof OpsSettings>;
