import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { Connection, ConnectionTest } from '../models/connection.ts';
import { Id, Paging, pageOf } from '../models/scalars.ts';

const roles = ['company_admin', 'platform_admin'] as const;
const ApiKey = z.string().trim().min(8).max(512);
const params = z.object({ id: Id });

export const connectionRoutes = {
  connectAlign: defineRoute({
    method: 'POST',
    path: '/api/align/connections',
    summary: 'Connects a company to its Align organization',
    tag: 'connections',
    roles,
    body: z.strictObject({ companyId: Id, apiKey: ApiKey }),
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
  updateConnection: defineRoute({
    method: 'PATCH',
    path: '/api/align/connections/:id',
    summary: 'Replaces the key by another one of the same Align organization, or changes a setting',
    tag: 'connections',
    roles,
    params,
    body: z.strictObject({
      apiKey: ApiKey.optional(),
      importAlignEntries: Connection.shape.importAlignEntries.optional(),
    }),
    answer: { status: 200, model: Connection },
  }),
  rotateWebhookSecret: defineRoute({
    method: 'POST',
    path: '/api/align/connections/:id/rotate-webhook-secret',
    summary: 'Lets Align make a new webhook secret; the one before is accepted for another 25 h',
    tag: 'connections',
    roles,
    params,
    answer: { status: 200, model: Connection },
  }),
  testConnection: defineRoute({
    method: 'POST',
    path: '/api/align/connections/:id/test',
    summary: 'Asks Align for a test delivery and reports what arrived; 10 an hour for an organization',
    tag: 'connections',
    roles,
    params,
    answer: { status: 200, model: ConnectionTest },
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
