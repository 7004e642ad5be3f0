import type { Logger } from '@illumera/runtime';
import type { Database, ForTenant } from '@illumera/schema';
import type { Circuits, OpenKey, RateLimit, TaskName, TaskPayloads, Work } from '@illumera/sync';
import type { WorkerMetrics } from '../worker-metrics.ts';
import type { LetGoDrains } from './track-let-go.ts';

/** What the tasks of one process share. */
export interface TaskContext {
  /** Tells over all tenants what work there is and whose, and nothing of what it is about. */
  database: Database;
  /** What the work itself reads and writes: the rows of its tenant. */
  forTenant: ForTenant;
  /** Whose a connection is. */
  tenantOf: (connectionId: string) => Promise<string | undefined>;
  logger: Logger;
  metrics: WorkerMetrics;
  openKey: OpenKey;
  circuits: Circuits;
  letGoDrains: LetGoDrains;
  /** Failed attempts after which an intent is `failed`. */
  maxAttempts: number;
  /** By how many cents invoices and Align's approved cost may differ. */
  costToleranceCents: number;
  /** What a key may send; default: Align's limit. */
  limit?: RateLimit;
  /** Tells pages of what a job has changed. */
  announce: (work: Work) => void;
  /** Fires when the process is to stop. */
  stopping: AbortSignal;
}

/** Does one job. It returns normally whatever became of the work: the tables say what is to happen next. */
export type Task<Name extends TaskName> = (
  context: TaskContext,
  payload: TaskPayloads[Name],
) => Promise<void>;
