import { listRuns, requestRun } from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const reconciliationHandlers = {
  listRuns: ({ database }, { actor, query }) => listRuns(database, actor, query),
  reconcile: ({ database }, { actor, body }) => requestRun(database, actor, body),
} satisfies Handlers<'listRuns' | 'reconcile'>;
