import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { Backfill, StartedBackfill } from '../models/backfill.ts';
import { Id, Paging, pageOf } from '../models/scalars.ts';

const roles = ['company_admin', 'platform_admin'] as const;
const params = z.object({ id: Id });

export const backfillRoutes = {
  startBackfill: defineRoute({
    method: 'POST',
    path: '/api/align/connections/:id/backfill',
    summary:
      'Queues everything that predates the connection, behind what people do; answers the running backfill where there is one',
    tag: 'connections',
    roles,
    params,
    body: z.strictObject({ dryRun: z.boolean().optional() }).nullish(),
    answer: { status: 202, dryRunStatus: 200, model: StartedBackfill },
  }),
  listBackfills: defineRoute({
    method: 'GET',
    path: '/api/align/backfills',
    summary: 'Lists backfills with how far each has come',
    tag: 'connections',
    roles,
    query: Paging.extend({ companyId: Id.optional(), connectionId: Id.optional() }),
    answer: { status: 200, model: pageOf(Backfill) },
  }),
  readBackfill: defineRoute({
    method: 'GET',
    path: '/api/align/backfills/:id',
    summary: 'Tells how far a backfill has come',
    tag: 'connections',
    roles,
    params,
    answer: { status: 200, model: Backfill },
  }),
};
