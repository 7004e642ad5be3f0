import { expect, test } from 'vitest';
import { countTests, type TestReport } from '../src/count-tests.ts';
import { describeTally } from '../src/describe-tally.ts';

const report = (changes: Partial<TestReport> = {}): TestReport => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...changes,
});

test('counts the tests of a clean run', () => {
  expect(countTests(report(), 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
});

test('counts a file that cannot be loaded as a failure', () => {
  const broken = report({ testResults: [{ status: 'failed', assertionResults: [] }] });
  expect(countTests(broken, 1).failed).toBe(1);
});

test('does not count a failed test twice because its file failed', () => {
  const failing = report({
    numFailedTests: 1,
    testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
  });
  expect(countTests(failing, 1).failed).toBe(1);
});

test('never calls a failed run clean', () => {
  expect(countTests(report(), 1).failed).toBe(1);
  expect(countTests(undefined, 0).failed).toBe(1);
});

test('mentions skipped tests only where there are some', () => {
  expect(describeTally({ passed: 9, failed: 0, skipped: 0 })).toBe('9 passed, 0 failed');
  expect(describeTally({ passed: 9, failed: 1, skipped: 2 })).toBe('9 passed, 1 failed, 2 skipped');
});
