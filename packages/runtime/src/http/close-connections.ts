import fp from 'fastify-plugin';
import type { Health } from '../health/health.ts';

export interface CloseConnectionsOptions {
  health: Pick<Health, 'isDraining'>;
}

/**
 * Ends each connection with the answer under way once the process is stopping. Closing a server ends idle connections only:
 * one that answers at that moment would otherwise be kept alive and hold the process up.
 */
export const closeConnections = fp<CloseConnectionsOptions>(async (app, { health }) => {
  app.addHook('onSend', async (_request, reply) => {
    if (health.isDraining()) reply.header('connection', 'close');
  });
});
