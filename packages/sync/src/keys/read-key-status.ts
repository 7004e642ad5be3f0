import type { Database } from '@illumera/schema';
import type { Keyring } from '@illumera/sealed';
import { sql } from 'kysely';
import { type SealedColumn, sealedColumns } from '../connections/sealed-columns.ts';

/** How many values of a column are sealed with one key. */
export interface KeyUse {
  column: string;
  keyId: string;
  /** `current` seals new values, `retired` still opens, `unknown` is not in this keyring. */
  standing: 'current' | 'retired' | 'unknown';
  values: number;
}

/** Counts the sealed values by the key each needs, without opening any. */
export async function readKeyStatus(database: Database, keyring: Keyring): Promise<KeyUse[]> {
  const columns = Object.keys(sealedColumns) as SealedColumn[];
  const counts = await Promise.all(columns.map((column) => countByKey(database, column)));
  return counts.flat().map((count) => ({ ...count, standing: standingOf(keyring, count.keyId) }));
}

async function countByKey(database: Database, column: SealedColumn) {
  const rows = await database
    .selectFrom('alignConnections')
    .select([sql<string>`split_part(${sql.ref(column)}, ':', 2)`.as('keyId')])
    .select(sql<number>`count(*)::int`.as('values'))
    .where(column, 'is not', null)
    .groupBy('keyId')
    .orderBy('keyId')
    .execute();
  return rows.map((row) => ({ column: sealedColumns[column], ...row }));
}

function standingOf(keyring: Keyring, keyId: string): KeyUse['standing'] {
  if (keyId === keyring.currentKeyId) return 'current';
  return keyring.findKey(keyId) === undefined ? 'unknown' : 'retired';
}
