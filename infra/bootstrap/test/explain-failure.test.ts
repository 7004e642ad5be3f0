import { expect, test } from 'vitest';
import { explainFailure } from '../explain-failure.mjs';

test.for([
  ['ENOSPC: no space left on device, write', /no disk space left .* in \/shop/],
  ['Failed to write to file: No space\n      left on device (os error 28)', /no disk space left/],
  ["EACCES: permission denied, mkdir '/shop/node_modules'", /no permission to write/],
  ['getaddrinfo ENOTFOUND registry.npmjs.org', /registry cannot be reached/],
  ['error sending request: tcp connect error', /registry cannot be reached/],
  ['ERR_PNPM_OUTDATED_LOCKFILE', /what pnpm said is above/],
] as const)('explains %s', ([output, message]) => {
  expect(explainFailure('/shop', output)).toMatch(message);
});
