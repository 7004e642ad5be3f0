import Fastify from 'fastify';
import type { Registry } from 'prom-client';
import type { ListeningServer, ServerAddress } from '../http/listening-server.ts';

/** Serves `GET /metrics` as Prometheus text, on a port of its own. */
export async function startMetricsServer(
  registry: Registry,
  address: ServerAddress,
): Promise<ListeningServer> {
  const app = Fastify({ requestTimeout: 10_000 });
  app.get('/metrics', async (_request, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  const url = await app.listen(address);
  return { url, close: () => app.close() };
}
