import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v4 as randomToken } from 'uuid';
import { type HeldRun, RUN_LEASE_SECONDS } from './run.ts';

/** A run that so many workers have taken up and none has ended is given up. */
const MAX_TAKES = 50;

export type TakenRun =
  | { kind: 'taken'; run: HeldRun }
  /** Another worker is at it, it is to go on later, or it has ended. */
  | { kind: 'not_due' }
  /** It can never end. */
  | { kind: 'hopeless'; run: HeldRun; reason: string };

/** Takes a run up, or over from a worker whose lease ran out. */
export async function takeRun(database: Database, runId: string): Promise<TakenRun> {
  const token = randomToken();
  const { rows } = await sql<HeldRun & { status: string; takes: number }>`
    update align_reconciliation_runs run set
      lease_token = ${token}, leased_until = now() + make_interval(secs => ${RUN_LEASE_SECONDS}),
      takes = run.takes + 1, started_at = coalesce(run.started_at, now())
    from align_connections connection
    where run.id = ${runId} and run.state = 'running' and run.leased_until <= now()
      and connection.id = run.connection_id
    returning run.id, run.tenant_id, run.company_id, run.connection_id, run.scope, run.takes, run.started_at, ${token} as token,
      connection.align_org_id, connection.encrypted_api_key, connection.import_align_entries as import_mode,
      connection.status
  `.execute(database);
  const [row] = rows;
  if (row === undefined) return { kind: 'not_due' };
  const { status, takes, ...run } = row;
  if (status !== 'active')
    return { kind: 'hopeless', run, reason: `the connection is ${status}, not active` };
  if (takes > MAX_TAKES)
    return { kind: 'hopeless', run, reason: `given up after ${MAX_TAKES} interruptions` };
  return { kind: 'taken', run };
}
