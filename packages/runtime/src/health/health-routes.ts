import type { FastifyPluginAsync } from 'fastify';
import { findReasons } from './find-reasons.ts';
import type { Health, HealthCheck } from './health.ts';

export interface HealthRoutesOptions {
  health: Health;
  checks: readonly HealthCheck[];
}

/** `GET /livez`, `/readyz` and `/version` (contract section 1). Probes come often, so they are logged only when they fail. */
export const healthRoutes: FastifyPluginAsync<HealthRoutesOptions> = async (app, { health, checks }) => {
  const options = { logLevel: 'warn' } as const;

  app.get('/livez', options, async () => ({ status: 'ok' }));

  app.get('/readyz', options, async (request, reply) => {
    const reasons = health.isDraining() ? ['stopping'] : await findReasons(checks, request.log);
    if (reasons.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'unavailable', reasons });
  });

  app.get('/version', options, async () => ({
    name: health.name,
    version: health.version,
    startedAt: health.startedAt.toISOString(),
  }));
};
