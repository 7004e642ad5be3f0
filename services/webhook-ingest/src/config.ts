import { serviceSettings, setting } from '@illumera/runtime';
import { concealed } from '@illumera/sealed';
import { z } from 'zod';

const encryptionKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, { error: 'must be 64 hexadecimal characters' })
  .transform((key) => concealed(key));

/** What webhook-ingest reads from its environment (contract section 1). */
export const Settings = serviceSettings(
  {
    ALIGN_ENCRYPTION_KEY: encryptionKey,
    ALIGN_ENCRYPTION_KEYS_OLD: setting.list().pipe(z.array(encryptionKey)),
    /** Without it the route of Clerk's webhooks answers 404. */
    CLERK_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, { error: 'must be a whsec_ secret' })
      .transform((secret) => concealed(secret))
      .optional(),
  },
  { defaultPort: 3001 },
);
export type Settings = z.output<typeof Settings>;
