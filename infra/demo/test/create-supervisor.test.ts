import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@illumera/testkit';
import { afterAll, expect, test, vi } from 'vitest';
import { createSupervisor } from '../src/supervisor/create-supervisor.ts';
import { tailLog } from '../src/supervisor/tail-log.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const logDirectory = mkdtempSync(join(tmpdir(), 'demo-'));
afterAll(() => rmSync(logDirectory, { recursive: true, force: true }));

const supervise = (readyTimeoutMs = 15_000) => {
  const onUnexpectedEnd = vi.fn<(fault: Error) => void>();
  const supervisor = createSupervisor({ logDirectory, readyTimeoutMs, graceMs: 5_000, onUnexpectedEnd });
  return { onUnexpectedEnd, supervisor };
};

const stub = (name: string, port: number) => ({
  name,
  command: process.execPath,
  args: ['stub-service.ts'],
  env: { PORT: String(port) },
  workingDirectory: fixtures,
  readyUrl: `http://127.0.0.1:${port}/readyz`,
});

const script = (name: string, source: string) => ({
  ...stub(name, 1),
  args: ['-e', source],
});

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );

test('starts a process, waits until it is ready and asks it to stop', async () => {
  const { supervisor, onUnexpectedEnd } = supervise();
  const port = await freePort();
  await supervisor.start(stub('ordered', port));
  await expect(answers(port)).resolves.toBe(true);

  await supervisor.stop();

  await expect(answers(port)).resolves.toBe(false);
  expect(tailLog(join(logDirectory, 'ordered.log'))).toContain('stopped in order');
  expect(onUnexpectedEnd).not.toHaveBeenCalled();
});

test('names the process that cannot start and shows the end of its log', async () => {
  const { supervisor } = supervise();
  const failing = script('broken', `console.log('PORT is not set'); process.exit(3)`);
  await expect(supervisor.start(failing)).rejects.toThrow(
    /^broken ended while it started \(exit code 3\)[\s\S]*PORT is not set/,
  );
});

test('gives up on a process that never gets ready', async () => {
  const { supervisor } = supervise(300);
  await expect(supervisor.start(script('silent', 'setInterval(() => {}, 1000)'))).rejects.toThrow(
    /^silent was not ready after 0.3 s/,
  );
  await supervisor.stop();
});

test('tells when a process that was ready ends by itself', async () => {
  const { supervisor, onUnexpectedEnd } = supervise();
  const port = await freePort();
  await supervisor.start(stub('fragile', port));
  const [, processId] = /pid (\d+)/.exec(tailLog(join(logDirectory, 'fragile.log'))) ?? [];
  process.kill(Number(processId), 'SIGKILL');
  await vi.waitFor(() => expect(onUnexpectedEnd).toHaveBeenCalledOnce(), 5_000);
  expect(onUnexpectedEnd.mock.calls[0]?.[0].message).toMatch(/^fragile ended by itself/);
});

test('shows the output of a program that fails', async () => {
  const { supervisor } = supervise();
  await supervisor.run(script('fine', ''));
  const failing = script('seed', `console.error('no such table'); process.exit(1)`);
  await expect(supervisor.run(failing)).rejects.toThrow(/^seed failed \(exit code 1\)[\s\S]*no such table/);
});

test('leaves nothing behind when the supervisor itself is killed', async () => {
  const port = await freePort();
  const starter = spawn(process.execPath, [join(fixtures, 'supervise-stub.ts'), logDirectory, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface({ input: starter.stdout }), 'line');
  await expect(answers(port)).resolves.toBe(true);

  starter.kill('SIGKILL');

  await vi.waitFor(async () => expect(await answers(port)).toBe(false), 5_000);
  expect(readFileSync(join(logDirectory, 'stub.log'), 'utf8')).toContain('stopped in order');
});
