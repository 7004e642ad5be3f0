import { relative } from 'node:path';

export interface Tally {
  passed: number;
  /** What failed, a line each. */
  failures: string[];
  skipped: number;
}

/** The part of vitest's JSON report that is counted. */
export interface TestReport {
  numPassedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: ReportedFile[];
}

interface ReportedFile {
  /** Absolute path. */
  name: string;
  status: string;
  /** Why the file as a whole failed; empty where it did not. */
  message: string;
  assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
}

/**
 * Counts what a run of the tests found. A file that could not be loaded counts as one failure, and so does a run that
 * failed otherwise: an error outside any test, or no report at all. Files are named from `root`.
 */
export function countTests(report: TestReport | undefined, exitCode: number, root: string): Tally {
  if (report === undefined) return { passed: 0, failures: ['the tests wrote no report'], skipped: 0 };
  const failures = report.testResults.flatMap((file) => describeFailures(file, root));
  if (failures.length === 0 && exitCode !== 0)
    failures.push(`the tests ended with code ${exitCode}, outside any test`);
  return {
    passed: report.numPassedTests,
    failures,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function describeFailures(file: ReportedFile, root: string): string[] {
  const path = relative(root, file.name);
  const failed = file.assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && file.status === 'failed') return [`${path}: ${firstLine(file.message)}`];
  return failed.map((test) => `${path} > ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
}

function firstLine(message = ''): string {
  return message.split('\n', 1)[0] ?? '';
}
