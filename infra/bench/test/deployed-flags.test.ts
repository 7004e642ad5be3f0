import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { deployedFlags } from '../src/programs/deployed-flags.ts';

test('a worker is measured, and started in containers, with the flags of its start script', () => {
  const flags = deployedFlags('sync-worker');
  expect(flags).not.toEqual([]);
  const compose = readFileSync(new URL('../../../docker-compose.yml', import.meta.url), 'utf8');
  expect(compose).toContain(`command: [node, ${flags.join(', ')}, services/sync-worker/src/main.ts]`);
});
