import fp from 'fastify-plugin';
import { Histogram, type Registry } from 'prom-client';

export interface RequestMetricsOptions {
  registry: Registry;
}

const bucketsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures every request of a fastify server by method, route and status. */
export const requestMetrics = fp<RequestMetricsOptions>(async (app, { registry }) => {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its whole answer',
    labelNames: ['method', 'route', 'status'],
    buckets: bucketsSeconds,
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    };
    duration.observe(labels, reply.elapsedTime / 1000);
    done();
  });
});
