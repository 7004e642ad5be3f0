import { changeDiscrepancy, readTimeline, replayDelivery, retryFailed, summarizeSync } from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const syncAdminHandlers = {
  summarizeSync: ({ database, keyring }, { actor, query }) =>
    summarizeSync(database, actor, { ...query, keyring }),
  readTimeline: ({ database }, { actor, params }) => readTimeline(database, actor, params),
  retryFailed: ({ database }, { actor, body }) => retryFailed(database, actor, body),
  replayDelivery: ({ database }, { actor, params }) =>
    replayDelivery(database, actor, { deliveryId: params.id }),
  changeDiscrepancy: ({ database }, { actor, params, body }) =>
    changeDiscrepancy(database, actor, { ...body, discrepancyId: params.id }),
} satisfies Handlers<
  'summarizeSync' | 'readTimeline' | 'retryFailed' | 'replayDelivery' | 'changeDiscrepancy'
>;
