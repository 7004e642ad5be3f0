import { setting } from '@illumera/runtime';
import { z } from 'zod';

/** What the bench reads from its environment. */
export const BenchSettings = z.object({
  /** A durable Postgres whose user may create databases; default: one of our own. */
  DATABASE_URL: setting.postgresUrl().optional(),
});
