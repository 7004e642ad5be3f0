import {
  connectAlign,
  disconnectAlign,
  listConnections,
  readConnection,
  rotateWebhookSecret,
  testConnection,
  updateConnection,
} from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const connectionHandlers = {
  connectAlign: ({ database, transport, keyring, settings }, { actor, body }) =>
    connectAlign(database, {
      transport,
      keyring,
      webhookBaseUrl: settings.ALIGN_WEBHOOK_BASE_URL,
      actor,
      ...body,
    }),
  listConnections: ({ database }, { actor, query }) => listConnections(database, actor, query),
  readConnection: ({ database }, { actor, params }) => readConnection(database, actor, params.id),
  updateConnection: ({ database, transport, keyring, settings }, { actor, params, body }) =>
    updateConnection(database, {
      transport,
      keyring,
      webhookBaseUrl: settings.ALIGN_WEBHOOK_BASE_URL,
      actor,
      connectionId: params.id,
      ...body,
    }),
  rotateWebhookSecret: ({ database, transport, keyring }, { actor, params }) =>
    rotateWebhookSecret(database, { transport, keyring, actor, connectionId: params.id }),
  testConnection: ({ database, transport, keyring }, { actor, params }) =>
    testConnection(database, { transport, keyring, actor, connectionId: params.id }),
  disconnectAlign: ({ database, transport, keyring }, { actor, params }) =>
    disconnectAlign(database, { transport, keyring, actor, connectionId: params.id }),
} satisfies Handlers<
  | 'connectAlign'
  | 'listConnections'
  | 'readConnection'
  | 'updateConnection'
  | 'rotateWebhookSecret'
  | 'testConnection'
  | 'disconnectAlign'
>;
