import type { Database } from '@illumera/schema';
import type { AlignAccess } from '@illumera/sync';
import type { Settings } from './config.ts';

/** What handlers work with. */
export interface Services extends AlignAccess {
  /** The caller's tenant's rows, under the api's role. */
  database: Database;
  settings: Settings;
}
