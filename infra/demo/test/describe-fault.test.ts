import { expect, test } from 'vitest';
import { describeFault } from '../src/describe-fault.ts';

const systemError = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: it failed`), { code, ...(path === undefined ? {} : { path }) });

test.for([
  ['EACCES', 'There is no permission to write in /data/logs.'],
  ['ENOSPC', 'There is no disk space left for /data/logs.'],
  ['EROFS', '/data/logs is on a disk that can only be read.'],
] as const)('explains %s', ([code, message]) => {
  expect(describeFault(systemError(code, '/data/logs'), '/data')).toBe(message);
});

test('names the data directory where the system names no path', () => {
  expect(describeFault(systemError('ENOSPC'), '/data')).toBe('There is no disk space left for /data.');
});

test('finds a full disk in what Postgres logged', () => {
  const fault = new Error('initdb failed: could not write to file: No space left on device');
  expect(describeFault(fault, '/data')).toBe('There is no disk space left for /data.');
});
