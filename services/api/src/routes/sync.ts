import { listDeliveries, listDiscrepancies, listOutbox } from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const syncHandlers = {
  listOutbox: ({ database, settings }, { actor, query }) =>
    listOutbox(database, actor, { ...query, maxAttempts: settings.SYNC_MAX_ATTEMPTS }),
  listDeliveries: ({ database }, { actor, query }) => listDeliveries(database, actor, query),
  listDiscrepancies: ({ database }, { actor, query }) => listDiscrepancies(database, actor, query),
} satisfies Handlers<'listOutbox' | 'listDeliveries' | 'listDiscrepancies'>;
