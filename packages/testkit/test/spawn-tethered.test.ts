import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { readCommandLine } from '../src/processes/read-command-line.ts';
import { spawnTethered } from '../src/servers.ts';

const run = (script: string, graceMs = 5_000) => {
  const tethered = spawnTethered({
    command: process.execPath,
    args: ['-e', script],
    stopSignal: 'SIGTERM',
    graceMs,
    output: 'pipe',
  });
  const { stdout } = tethered.tether;
  if (stdout === null) throw new Error('the tether has no stdout');
  return { ...tethered, lines: createInterface({ input: stdout }) };
};

test('asks the command to stop with its signal and passes its exit code on', async () => {
  const command = run(`
    process.on('SIGTERM', () => process.exit(7));
    setInterval(() => {}, 1000);
    console.log('up');
  `);
  await once(command.lines, 'line');
  await expect(command.stop()).resolves.toBe(7);
});

test('kills a command that does not stop in time', async () => {
  const command = run(
    `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up');`,
    100,
  );
  await once(command.lines, 'line');
  await expect(command.stop()).resolves.not.toBe(0);
});

test('takes what the command started with it', async () => {
  const command = run(`
    const { spawn } = require('node:child_process');
    const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    console.log(grandchild.pid);
    setInterval(() => {}, 1000);
  `);
  const [line] = (await once(command.lines, 'line')) as [string];
  await command.stop();
  await expect.poll(() => readCommandLine(Number(line)) ?? '').not.toContain('setInterval');
});
