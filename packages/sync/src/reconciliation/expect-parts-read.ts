import type { Database } from '@illumera/schema';
import { findPartsRead } from './parts-read.ts';
import { type HeldRun, RunPutOffError } from './run.ts';
import type { StagedKind } from './stage-rows.ts';

/**
 * Makes sure that the run still has lists that it has read: Postgres forgets them when it crashes, and what is gone must not
 * look like what Align does not have.
 * @throws RunPutOffError where it has not
 */
export async function expectPartsRead(
  database: Database,
  run: HeldRun,
  { kind, names }: { kind: StagedKind; names: readonly string[] },
): Promise<void> {
  const kept = await findPartsRead(database, run, { kind, names });
  if (names.some((name) => !kept.has(name)))
    throw new RunPutOffError('Postgres has lost what the run had read', 0);
}
