import { serviceSettings, setting } from '@illumera/runtime';
import { concealed, keyringSettings } from '@illumera/sealed';
import { z } from 'zod';

const perMinute = (usual: number) => setting.wholeNumber({ min: 1, max: 1_000_000_000 }).default(usual);

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
    /** Addresses and networks whose X-Forwarded-For is believed; a load balancer in front belongs here. */
    TRUSTED_PROXIES: setting.networks(),
    /** From one address; a load balancer that is not trusted is one address. Each process counts for itself. */
    INGEST_REQUESTS_PER_MINUTE: perMinute(600_000),
    /** From one address; beyond it only what is signed is taken. */
    INGEST_REFUSALS_PER_MINUTE: perMinute(30_000),
    /** For one connection, verified. Far beyond what Align sends in a burst. */
    INGEST_DELIVERIES_PER_MINUTE: perMinute(300_000),
  },
  { defaultPort: 3001 },
);
export type Settings = z.output<typeof Settings>;
