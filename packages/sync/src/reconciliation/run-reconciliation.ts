import { AlignApiError } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { openBudget } from '../budget/open-budget.ts';
import type { RateLimit } from '../budget/rate-limit.ts';
import type { Circuits } from '../circuit/create-circuits.ts';
import { failConnection } from '../drain/fail-connection.ts';
import type { OpenedKey, OpenKey } from '../drain/open-key.ts';
import { finishRun, type RunEnd } from './finish-run.ts';
import { type KeptRun, keepRun } from './keep-run.ts';
import { patientClient } from './patient-client.ts';
import { beginStep, recordStep } from './record-step.ts';
import { releaseRun } from './release-run.ts';
import { type HeldRun, RunLostError, RunPutOffError } from './run.ts';
import type { StepContext } from './step.ts';
import { reconciliationSteps, stepsOfScope } from './steps.ts';
import { takeRun } from './take-run.ts';

export interface ReconciliationOptions {
  runId: string;
  openKey: OpenKey;
  /** Those of this process. */
  circuits: Circuits;
  /** The run is given back once this fires. */
  stopping: AbortSignal;
  /** What a key may send; default: Align's limit. */
  limit?: RateLimit;
  /** By how many cents invoices and Align's approved cost may differ. */
  costToleranceCents: number;
  /** Told of the run when this worker leaves off, whatever came of it. */
  onLeft?: (run: HeldRun) => void;
}

/** What became of a run; for the log. */
export type RunResult =
  | ({ kind: 'ended' } & RunEnd)
  | { kind: 'not_due' }
  | { kind: 'lost' }
  | { kind: 'put_off'; reason: string };

/**
 * Takes a run through its steps, unless another worker is at it. One that is interrupted goes on where it was.
 * @throws the database's errors; the run is then taken over when its lease has run out
 */
export async function runReconciliation(
  database: Database,
  options: ReconciliationOptions,
): Promise<RunResult> {
  const taken = await takeRun(database, options.runId);
  if (taken.kind === 'not_due') return taken;
  const { run } = taken;
  if (taken.kind === 'hopeless') return { kind: 'ended', ...(await finishRun(database, run, taken.reason)) };
  const connection = { ...run, id: run.connectionId };
  const key = options.openKey(connection);
  if (key === undefined) return endRefused(database, run, 'the stored API key does not open');
  const kept = keepRun(database, run);
  try {
    const { costToleranceCents } = options;
    const align = clientFor(database, { run, key, kept, options });
    await takeSteps({ database, run, align, costToleranceCents });
    return { kind: 'ended', ...(await finishRun(database, run)) };
  } catch (error) {
    if (error instanceof RunLostError) return { kind: 'lost' };
    if (error instanceof AlignApiError && error.status === 401)
      return endRefused(database, run, error.message);
    if (!(error instanceof RunPutOffError)) throw error;
    await releaseRun(database, run, error.resumeInMs);
    return { kind: 'put_off', reason: error.message };
  } finally {
    kept.stop();
    options.onLeft?.(run);
  }
}

async function takeSteps(context: StepContext): Promise<void> {
  const { database, run } = context;
  for (const step of stepsOfScope[run.scope]) {
    if (!(await beginStep(database, run, step))) continue;
    const outcome = await reconciliationSteps[step](context);
    await recordStep(database, run, { step, outcome });
  }
}

/** What Align said of a key that the connection had before is no reason to end the run: it goes on with the new one. */
async function endRefused(database: Database, run: HeldRun, reason: string): Promise<RunResult> {
  if (await hasOtherKey(database, run)) {
    await releaseRun(database, run, 0);
    return { kind: 'put_off', reason: 'the connection was given another key' };
  }
  await failConnection(database, { ...run, id: run.connectionId }, reason);
  return { kind: 'ended', ...(await finishRun(database, run, reason)) };
}

async function hasOtherKey(database: Database, run: HeldRun): Promise<boolean> {
  const connection = await database
    .selectFrom('alignConnections')
    .select(['encryptedApiKey', 'status'])
    .where('id', '=', run.connectionId)
    .executeTakeFirst();
  return connection?.status === 'active' && connection.encryptedApiKey !== run.encryptedApiKey;
}

function clientFor(
  database: Database,
  parts: { run: HeldRun; key: OpenedKey; kept: KeptRun; options: ReconciliationOptions },
) {
  const { run, key, kept, options } = parts;
  const budget = openBudget(database, {
    keyHash: key.keyHash,
    lane: 'reconciliation',
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  const { onRateLimit, within } = budget;
  const client = options.circuits.around(run.connectionId, key.client({ onRateLimit }), within);
  return patientClient(within(client), { stopping: options.stopping, isHeld: kept.isHeld });
}
