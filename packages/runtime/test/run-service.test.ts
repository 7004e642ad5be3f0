import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

type Line = Record<string, unknown>;

const fixture = fileURLToPath(new URL('fixtures/slow-service.ts', import.meta.url));
const working = { DATABASE_URL: 'postgres://127.0.0.1:1/none', PORT: '0' };
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function startService(env: Record<string, string>) {
  const child = spawn(process.execPath, [fixture], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const lines: Line[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => lines.push(JSON.parse(line) as Line));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const seen = (wanted: (line: Line) => boolean) =>
    expect.poll(() => lines.find(wanted), { timeout: 10_000 }).toBeDefined();
  return { child, lines, exit, seen, stderr: text(child.stderr) };
}

async function startedService(env: Record<string, string> = {}) {
  const service = startService({ ...working, ...env });
  await service.seen((line) => line['msg'] === 'started');
  const listening = service.lines.find((line) => String(line['msg']).startsWith('Server listening at'));
  const metricsUrl = String(service.lines.find((line) => line['msg'] === 'started')?.['metricsUrl']);
  return { ...service, url: String(listening?.['msg']).replace('Server listening at ', ''), metricsUrl };
}

test('answers a slow request after SIGTERM, closes in order and exits 0', async () => {
  const service = await startedService();
  const answer = fetch(`${service.url}/slow`);
  await service.seen((line) => line['msg'] === 'slow request began');

  service.child.kill('SIGTERM');

  expect(await (await answer).json()).toEqual({ slow: true });
  expect(await service.exit).toBe(0);
  const closed = service.lines.flatMap((line) => line['closed'] ?? []);
  expect(closed).toEqual(['accepting', 'handling', 'resources']);
});

test('takes no new connection once it is stopping', async () => {
  const service = await startedService({ SLOW_MS: '1000' });
  const answer = fetch(`${service.url}/slow`);
  await service.seen((line) => line['msg'] === 'slow request began');
  service.child.kill('SIGTERM');
  await service.seen((line) => line['msg'] === 'stopping');

  const refused = () =>
    fetch(`${service.url}/livez`).then(
      (late) => late.status,
      () => 'refused',
    );
  await expect.poll(refused).toBe('refused');

  expect((await answer).status).toBe(200);
  expect(await service.exit).toBe(0);
});

test('exits 0 when the signal comes twice, from the shell and from its parent', async () => {
  const service = await startedService();
  const answer = fetch(`${service.url}/slow`);
  await service.seen((line) => line['msg'] === 'slow request began');
  service.child.kill('SIGINT');
  await service.seen((line) => line['msg'] === 'stopping');
  service.child.kill('SIGTERM');
  service.child.kill('SIGINT');

  expect((await answer).status).toBe(200);
  expect(await service.exit).toBe(0);
});

test('logs an unhandled rejection, closes and exits 1', async () => {
  const service = await startedService();
  await fetch(`${service.url}/reject`).catch(() => undefined);

  expect(await service.exit).toBe(1);
  expect(service.lines.find((line) => line['level'] === 'fatal')).toMatchObject({
    err: { message: 'nobody caught this' },
  });
  expect(service.lines.flatMap((line) => line['closed'] ?? [])).toHaveLength(3);
});

test('lists every wrong setting in one message without its value and exits 1', async () => {
  const service = startService({ DATABASE_URL: 'mysql://:hunter2@host', PORT: 'x', LOG_LEVEL: 'loud' });

  expect(await service.exit).toBe(1);
  const message = await service.stderr;
  expect(message.trim().split('\n')).toEqual([
    'slow-service cannot start: wrong settings:',
    '  DATABASE_URL must be a postgres:// URL',
    '  PORT must be a whole number from 0 to 65535',
    '  LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
  ]);
  expect(service.lines).toEqual([]);
});

test.each(['PORT', 'METRICS_PORT'])(
  'names the %s that is in use in one line and exits 1',
  async (variable) => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const address = occupant.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const service = startService({ ...working, METRICS_PORT: '0', [variable]: port });

    expect(await service.exit).toBe(1);
    expect(await service.stderr).toBe(
      `slow-service cannot start: 127.0.0.1:${port} is in use by another process\n`,
    );
    occupant.close();
  },
);

test('serves the process and request metrics on a port of their own', async () => {
  const service = await startedService({ SLOW_MS: '1' });
  await fetch(`${service.url}/slow?token=secret`);

  const metrics = await (await fetch(`${service.metricsUrl}/metrics`)).text();
  expect(metrics).toContain('process_cpu_user_seconds_total');
  expect(metrics).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/slow",status="200"\} 1/,
  );
  expect((await fetch(`${service.url}/metrics`)).status).toBe(404);
});
