import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const pathOf = (file: string) => fileURLToPath(new URL(`../src/${file}`, import.meta.url));

type Ended = { code: number | null; stderr: string };

function launch(env: Record<string, string>) {
  const child = spawn(process.execPath, [pathOf('main.ts')], { env: { PATH: '', PORT: '0', ...env } });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, stderr }));
  });
  return { child, ended, address: firstAddress(child) };
}

function firstAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const [address] = /http:\/\/[\d.:]+/.exec(chunk.toString()) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}

test('keeps its state over a restart and stops cleanly', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'align-sandbox-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const env = {
    SANDBOX_STATE_FILE: join(folder, 'deep', 'state.sqlite'),
    SANDBOX_PUBLIC_URL: 'http://localhost:4010/',
  };
  const first = launch(env);
  const seed = await promisify(execFile)(process.execPath, [pathOf('seed-test-org.ts')], {
    env: { SANDBOX_URL: await first.address },
  });
  const rule = '='.repeat(60);
  expect(seed.stdout).toMatch(
    new RegExp(
      [
        rule,
        'CREDENTIALS SUMMARY — save these before closing',
        rule,
        'Organisation ID : [0-9a-f-]{36}',
        'User Email : testadmin\\+\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d@align-test.local',
        'User Password : TestPassword1!',
        'API Key : ako_[0-9a-f]{64}',
        'Project ID : [0-9a-f-]{36}',
        '$',
      ].join('\n'),
    ),
  );
  const [authorization = ''] = /ako_\w+/.exec(seed.stdout) ?? [];
  const read = async (address: string, path: string) => {
    const answer = await fetch(address + path, { headers: { authorization: `Bearer ${authorization}` } });
    return answer.json();
  };
  const keys = await read(await first.address, '/issuer/jwks.json');
  first.child.kill('SIGTERM');
  expect(await first.ended).toEqual({ code: 0, stderr: '' });
  const second = launch(env);
  expect(await read(await second.address, '/api/v1/projects')).toMatchObject({ total: 1 });
  expect(await read(await second.address, '/issuer/jwks.json')).toEqual(keys);
  expect(await read(await second.address, '/issuer/.well-known/openid-configuration')).toMatchObject({
    issuer: 'http://localhost:4010/issuer',
  });
  second.child.kill('SIGINT');
  expect(await second.ended).toEqual({ code: 0, stderr: '' });
});

test('names every fault of its settings at once', async () => {
  const { code, stderr } = await launch({ PORT: 'many', SANDBOX_SWITCHES: 'eventCatalog=some,nothing=1' })
    .ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/PORT[\s\S]*SANDBOX_SWITCHES/);
});

test('says that its port is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const { code, stderr } = await launch({ PORT: port }).ended;
  expect([code, stderr]).toEqual([1, expect.stringContaining('EADDRINUSE')]);
});
