import { z } from 'zod';

/** What the console learns from its origin before anything else, at `/console-config.json`. */
export const ConsoleConfig = z.object({
  /** Signs the users' tokens; its metadata stands at `<issuer>/.well-known/openid-configuration`. */
  issuer: z.url(),
  clientId: z.string().min(1),
  /** Shown as a badge, so that nobody mistakes one installation for another. */
  environment: z.string().min(1).max(40),
});
export type ConsoleConfig = z.output<typeof ConsoleConfig>;
