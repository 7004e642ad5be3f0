import type { Database } from '@illumera/schema';
import type { AlignAccess } from '@illumera/sync';
import type { Settings } from './config.ts';

/** What handlers work with. */
export interface Services extends AlignAccess {
  database: Database;
  settings: Settings;
}
