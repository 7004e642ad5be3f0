import { serviceSettings } from '@illumera/runtime';
import { concealed, keyringSettings } from '@illumera/sealed';
import { z } from 'zod';

/** What webhook-ingest reads from its environment (contract section 1). */
export const Settings = serviceSettings(
  {
    ...keyringSettings,
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
