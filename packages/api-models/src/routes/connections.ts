import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { Connection } from '../models/connection.ts';
import { Id, Paging, pageOf } from '../models/scalars.ts';

const roles = ['company_admin', 'platform_admin'] as const;
const params = z.object({ id: Id });

export const connectionRoutes = {
  connectAlign: defineRoute({
    method: 'POST',
    path: '/api/align/connections',
    summary: 'Connects a company to its Align organization',
    tag: 'connections',
    roles,
    body: z.strictObject({ companyId: Id, apiKey: z.string().trim().min(8).max(512) }),
    answer: { status: 201, model: Connection },
  }),
  listConnections: defineRoute({
    method: 'GET',
    path: '/api/align/connections',
    summary: 'Lists connections, past ones included',
    tag: 'connections',
    roles,
    query: Paging.extend({ companyId: Id.optional() }),
    answer: { status: 200, model: pageOf(Connection) },
  }),
  readConnection: defineRoute({
    method: 'GET',
    path: '/api/align/connections/:id',
    summary: 'Reads one connection',
    tag: 'connections',
    roles,
    params,
    answer: { status: 200, model: Connection },
  }),
  disconnectAlign: defineRoute({
    method: 'DELETE',
    path: '/api/align/connections/:id',
    summary: 'Disconnects a company from Align; its links are kept for a later reconnection',
    tag: 'connections',
    roles,
    params,
    answer: { status: 204 },
  }),
};
