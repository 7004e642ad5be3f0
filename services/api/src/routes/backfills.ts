import { listBackfills, readBackfill, startBackfill } from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const backfillHandlers = {
  startBackfill: ({ database }, { actor, params, body }) =>
    startBackfill(database, actor, { connectionId: params.id, ...body }),
  listBackfills: ({ database }, { actor, query }) => listBackfills(database, actor, query),
  readBackfill: ({ database }, { actor, params }) => readBackfill(database, actor, params.id),
} satisfies Handlers<'startBackfill' | 'listBackfills' | 'readBackfill'>;
