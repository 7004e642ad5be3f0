import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, type Tally, type TestReport } from './count-tests.ts';
import type { Surroundings } from './surroundings.ts';

const STDOUT = 1;

/** Runs every test of the workspace, printing as it goes; further arguments narrow the run down. */
export async function runTests(surroundings: Surroundings, args: string[]): Promise<Tally> {
  const directory = mkdtempSync(join(tmpdir(), 'checks-'));
  const reportFile = join(directory, 'report.json');
  try {
    const vitest = surroundings.spawn({
      command: join(surroundings.root, 'node_modules', '.bin', 'vitest'),
      args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...args],
      output: STDOUT,
    });
    const exitCode = await vitest.exited;
    return countTests(readReport(reportFile), exitCode, surroundings.root);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function readReport(file: string): TestReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestReport;
  } catch {
    return undefined;
  }
}
