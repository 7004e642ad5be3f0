import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { healthRoutes } from '../src/health/health-routes.ts';
import { createLogger, type HealthCheck, startHealthServer } from '../src/index.ts';

const startedAt = new Date('2026-03-01T10:00:00Z');
const fine: HealthCheck = { name: 'fine', check: async () => undefined };
const quiet = createLogger({ name: 'test', level: 'silent' });

function createApp(checks: HealthCheck[], isDraining = () => false) {
  const written: string[] = [];
  const logger = createLogger({
    name: 'test',
    level: 'info',
    destination: { write: (line) => written.push(line) },
  });
  const app = Fastify({ loggerInstance: logger });
  void app.register(healthRoutes, {
    health: { name: 'test', version: '1.2.3', startedAt, isDraining },
    checks,
  });
  return { app, written };
}

test('is ready when every check passes', async () => {
  const { app } = createApp([fine]);
  const answer = await app.inject('/readyz');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ status: 'ready' });
});

test('names every reason why it is not ready, and not what the errors say', async () => {
  const { app } = createApp([
    fine,
    { name: 'database', check: async () => 'migrations are missing' },
    { name: 'queue', check: () => Promise.reject(new Error('secret address')) },
  ]);
  const answer = await app.inject('/readyz');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toEqual({
    status: 'unavailable',
    reasons: ['database: migrations are missing', 'queue: not reached'],
  });
});

test('answers for a check that never does', async () => {
  const { app } = createApp([{ name: 'database', check: () => new Promise(() => undefined) }]);
  const answer = await app.inject('/readyz');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ reasons: ['database: no answer in time'] });
});

test('stays alive but is not ready while it drains', async () => {
  const { app } = createApp([fine], () => true);
  expect((await app.inject('/livez')).statusCode).toBe(200);
  const answer = await app.inject('/readyz');
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ reasons: ['stopping'] });
});

test('tells its version and when it started', async () => {
  const { app } = createApp([]);
  expect((await app.inject('/version')).json()).toEqual({
    name: 'test',
    version: '1.2.3',
    startedAt: '2026-03-01T10:00:00.000Z',
  });
});

test('logs no probe that went well, and other requests by their route', async () => {
  const { app, written } = createApp([fine]);
  app.get('/hooks/:token', async () => 'ok');
  await app.inject('/livez');
  await app.inject('/readyz');
  expect(written).toEqual([]);
  await app.inject('/hooks/hush?key=hush');
  expect(written.join('')).toContain('/hooks/:token');
  expect(written.join('')).not.toContain('hush');
});

test('serves a process without other HTTP', async () => {
  const health = { name: 'worker', version: '1.2.3', startedAt, isDraining: () => false };
  const address = { host: '127.0.0.1', port: 0 };
  const server = await startHealthServer({ health, checks: [fine], address, logger: quiet });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await server.close();
});
