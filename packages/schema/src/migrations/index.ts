import type { Migration } from 'kysely/migration';
import * as marketplace from './0001-marketplace.ts';
import * as align from './0002-align.ts';
import * as outbound from './0003-outbound.ts';
import * as inbound from './0004-inbound.ts';
import * as connections from './0005-connections.ts';
import * as tenantWall from './0007-tenant-wall.ts';
import * as reconciliation from './0008-reconciliation.ts';
import * as backfill from './0009-backfill.ts';
import * as idempotency from './0010-idempotency.ts';
import * as rateLimits from './0011-rate-limits.ts';
import * as ingest from './0013-ingest.ts';
import * as missedEvents from './0014-missed-events.ts';
import * as wakeDrains from './0015-wake-drains.ts';
import * as reopenPace from './0016-reopen-pace.ts';
import * as ingestWall from './0017-ingest-wall.ts';
import * as entryFamilies from './0018-entry-families.ts';
import * as workerWall from './0020-worker-wall.ts';
import * as listIndexes from './0021-list-indexes.ts';
import * as linksByAlignId from './0022-links-by-align-id.ts';
import * as roomForChanges from './0022-room-for-changes.ts';
import * as cheaperIntents from './0024-cheaper-intents.ts';
import * as suspects from './0025-suspects.ts';
import * as comparedColumns from './0028-compared-columns.ts';
import * as deletedEntries from './0029-deleted-entries.ts';
import * as sharedComparison from './0030-shared-comparison.ts';

/** Every migration in the order of its name; a migration that has been released is never edited. */
export const migrations: Record<string, Migration> = {
  '0001-marketplace': marketplace,
  '0002-align': align,
  '0003-outbound': outbound,
  '0004-inbound': inbound,
  '0005-connections': connections,
  '0007-tenant-wall': tenantWall,
  '0008-reconciliation': reconciliation,
  '0009-backfill': backfill,
  '0010-idempotency': idempotency,
  '0011-rate-limits': rateLimits,
  '0013-ingest': ingest,
  '0014-missed-events': missedEvents,
  '0015-wake-drains': wakeDrains,
  '0016-reopen-pace': reopenPace,
  '0017-ingest-wall': ingestWall,
  '0018-entry-families': entryFamilies,
  '0020-worker-wall': workerWall,
  '0021-list-indexes': listIndexes,
  '0022-links-by-align-id': linksByAlignId,
  '0022-room-for-changes': roomForChanges,
  '0024-cheaper-intents': cheaperIntents,
  '0025-suspects': suspects,
  '0028-compared-columns': comparedColumns,
  '0029-deleted-entries': deletedEntries,
  '0030-shared-comparison': sharedComparison,
};
