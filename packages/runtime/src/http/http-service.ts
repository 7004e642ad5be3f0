import fp from 'fastify-plugin';
import type { Registry } from 'prom-client';
import { type HealthRoutesOptions, healthRoutes } from '../health/health-routes.ts';
import { closeConnections } from './close-connections.ts';
import { requestMetrics } from './request-metrics.ts';

export interface HttpServiceOptions extends HealthRoutesOptions {
  registry: Registry;
}

/** What every service with HTTP has: health routes, request metrics, connections that end when it stops. */
export const httpService = fp<HttpServiceOptions>(async (app, { health, checks, registry }) => {
  await app.register(requestMetrics, { registry });
  await app.register(closeConnections, { health });
  await app.register(healthRoutes, { health, checks });
});
