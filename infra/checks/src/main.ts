import { fileURLToPath } from 'node:url';
import { onStopRequest } from '@illumera/testkit/servers';
import type { Tally } from './count-tests.ts';
import { describeTally } from './describe-tally.ts';
import { runStep } from './run-step.ts';
import { runTests } from './run-tests.ts';
import { type Step, steps } from './steps.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const surroundings = createSurroundings(root, {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
});

let interrupted = false;
onStopRequest(() => {
  interrupted = true;
  void surroundings.stop().then(() => process.exit(130));
});

const tally: Tally = { passed: 0, failures: [], skipped: 0 };
for (const step of steps) {
  const passed = await check(surroundings, step);
  if (passed) tally.passed += 1;
  else tally.failures.push(step.title);
}
if (!interrupted) {
  const tests = await runTests(surroundings, process.argv.slice(2));
  tally.passed += tests.passed;
  tally.failures.push(...tests.failures);
  tally.skipped += tests.skipped;
}
if (!interrupted) {
  process.stdout.write(`\n${describeTally(tally)}\n`);
  process.exitCode = tally.failures.length === 0 ? 0 : 1;
}

async function check(around: Surroundings, step: Step): Promise<boolean> {
  if (interrupted) return false;
  process.stdout.write(`${step.title} … `);
  const startedAt = performance.now();
  const result = await runStep(around, step);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${result.passed ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  if (!result.passed && !interrupted) process.stdout.write(`${result.output}\n\n`);
  return result.passed;
}
