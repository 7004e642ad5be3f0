import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { ReconciliationRun } from '../models/reconciliation.ts';
import { Id, Paging, pageOf, Timestamp } from '../models/scalars.ts';

const roles = ['platform_admin', 'company_admin'] as const;

export const reconciliationRoutes = {
  listRuns: defineRoute({
    method: 'GET',
    path: '/api/admin/align/sync/runs',
    summary: 'Lists runs of reconciliation',
    tag: 'sync',
    roles,
    query: Paging.extend({
      companyId: Id.optional(),
      status: ReconciliationRun.shape.state.optional(),
      scope: ReconciliationRun.shape.scope.optional(),
      from: Timestamp.optional(),
      to: Timestamp.optional(),
    }),
    answer: { status: 200, model: pageOf(ReconciliationRun) },
  }),
  reconcile: defineRoute({
    method: 'POST',
    path: '/api/admin/align/sync/reconcile',
    summary: 'Starts a run now, or names the one that is under way',
    tag: 'sync',
    roles,
    body: z.strictObject({ connectionId: Id, scope: z.enum(['time_entries', 'nightly']) }),
    answer: { status: 202, model: z.object({ runId: Id }) },
  }),
};
