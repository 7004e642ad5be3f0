import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

test.each([
  ['no command', []],
  ['an unknown command', ['tenants']],
  ['half a command', ['tenant']],
  ['an unknown option', ['connection', 'list', '--comapny', 'x']],
  ['a missing option', ['tenant', 'create']],
  ['an option without its value', ['tenant', 'create', '--name']],
  ['a role that does not exist', ['user', 'create', '--role', 'owner']],
  ['a number that is none', ['outbox', 'list', '--limit', 'many']],
  ['a number too great', ['delivery', 'list', '--limit', '201']],
  ['an argument too many', ['tenant', 'create', '--name', 'Acme', 'Robotics']],
])('calls %s wrong usage', async (_, args) => {
  const run = await runCommand(undefined, args);

  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).not.toBe('');
});

test('helps without any settings', async () => {
  const run = await runCommand(undefined, ['user', 'create', '--help']);

  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toContain('--clerk-user-id');
});

test('names a missing setting', async () => {
  const run = await runCommand(undefined, ['tenant', 'create', '--name', 'Acme']);

  expect(run).toMatchObject({ exitCode: 1, stdout: '', stderr: 'DATABASE_URL is required\n' });
});

test('names the database that cannot be reached, as JSON where asked', async () => {
  const run = await runCommand('postgres://nobody@127.0.0.1:1/none', ['connection', 'list', '--json']);

  expect(run.exitCode).toBe(1);
  expect(run.json()['error']).toContain('127.0.0.1:1');
});

test('exits with the code of its command', () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [main, 'nonsense', '--json'], { encoding: 'utf8' });

  expect({ status, stdout }).toStrictEqual({ status: 2, stdout: '' });
});
