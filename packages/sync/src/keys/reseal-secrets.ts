import type { Database } from '@illumera/schema';
import { type Keyring, openSealed, SealedError, seal } from '@illumera/sealed';
import { sql } from 'kysely';
import { type SealedColumn, sealedColumns, sealedPlace } from '../connections/sealed-columns.ts';

export interface ResealOptions {
  keyring: Keyring;
  /** Rows read at once. */
  batchSize: number;
  /** Told after each batch how many values have been sealed anew so far. */
  onBatch?: (resealed: number) => void;
}

export interface Resealed {
  resealed: number;
  /** Changed by somebody else between reading and writing; theirs stands. */
  overtaken: number;
  /** Sealed with a key that is not in this keyring, or moved from elsewhere. */
  unreadable: number;
}

/**
 * Seals every value anew with the current key, under traffic: each is written only while it is still what was read. What is
 * done stays done, so that a run that was cut short can simply be repeated.
 */
export async function resealSecrets(database: Database, options: ResealOptions): Promise<Resealed> {
  const total: Resealed = { resealed: 0, overtaken: 0, unreadable: 0 };
  for (const column of Object.keys(sealedColumns) as SealedColumn[]) {
    let after = '';
    for (;;) {
      const batch = await readBatch(database, options, { column, after });
      const last = batch.at(-1);
      if (last === undefined) break;
      for (const row of batch) total[await resealValue(database, options.keyring, { ...row, column })] += 1;
      after = last.id;
      options.onBatch?.(total.resealed);
    }
  }
  return total;
}

async function readBatch(
  database: Database,
  { keyring, batchSize }: ResealOptions,
  { column, after }: { column: SealedColumn; after: string },
) {
  const rows = await database
    .selectFrom('alignConnections')
    .select(['id', sql<string>`${sql.ref(column)}`.as('sealed')])
    .where(column, 'is not', null)
    .where(sql`split_part(${sql.ref(column)}, ':', 2)`, '<>', keyring.currentKeyId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(batchSize)
    .execute();
  return rows;
}

interface SealedValue {
  id: string;
  column: SealedColumn;
  sealed: string;
}

async function resealValue(
  database: Database,
  keyring: Keyring,
  { id, column, sealed }: SealedValue,
): Promise<keyof Resealed> {
  const place = sealedPlace(id, column);
  try {
    const anew = seal(keyring, openSealed(keyring, sealed, place), place);
    const written = await database
      .updateTable('alignConnections')
      .set({ [column]: anew })
      .where('id', '=', id)
      .where(column, '=', sealed)
      .returning('id')
      .executeTakeFirst();
    return written === undefined ? 'overtaken' : 'resealed';
  } catch (error) {
    if (error instanceof SealedError) return 'unreadable';
    throw error;
  }
}
