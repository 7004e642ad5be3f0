import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { HeldRun } from '../run.ts';

/** One entry that a comparison of the run's is not content with. */
export interface Suspect {
  alignId: string;
  /** Ours that is linked to it; null where it is unknown here. */
  entryId: string | null;
  verdict: Verdict | null;
}

/**
 * What Align has said of an entry that the run has not seen: whether it names it in its integration links, with or without an
 * earlier run having reported that, or names another under ours. Null while it has not been asked.
 */
export type Verdict = 'unlinked' | 'linked' | 'known' | 'elsewhere';

export interface Suspicion {
  kind: 'differing' | 'unknown' | 'missing';
  /** Only those of which Align has said one of these; null stands for not asked. Default: whatever it has said. */
  verdicts?: readonly (Verdict | null)[];
}

/** Looked up at once. */
const PAGE_ROWS = 1_000;

/** Goes through suspects by what is asked of Align together, so many at a time. */
export async function* suspectsOf(
  database: Database,
  run: HeldRun,
  { kind, verdicts }: Suspicion,
): AsyncGenerator<Suspect[]> {
  const isMeant =
    verdicts === undefined
      ? sql`true`
      : sql`coalesce(verdict, 'none') = any(${verdicts.map((verdict) => verdict ?? 'none')}::text[])`;
  let after = { place: '', alignId: '' };
  for (;;) {
    const { rows } = await sql<Suspect & { place: string }>`
      select place, align_id, entry_id, verdict from align_reconciliation_suspects
      where run_id = ${run.id} and kind = ${kind} and (place, align_id) > (${after.place}, ${after.alignId}) and ${isMeant}
      order by place, align_id limit ${PAGE_ROWS}
    `.execute(database);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < PAGE_ROWS) return;
    after = last;
  }
}
