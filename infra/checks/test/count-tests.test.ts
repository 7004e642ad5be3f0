import { expect, test } from 'vitest';
import { countTests, type TestReport } from '../src/count-tests.ts';
import { describeTally } from '../src/describe-tally.ts';

const ROOT = '/checkout';

const file = (
  changes: Partial<TestReport['testResults'][number]> = {},
): TestReport['testResults'][number] => ({
  name: '/checkout/packages/clock/test/clock.test.ts',
  status: 'passed',
  message: '',
  assertionResults: [{ fullName: 'clock ticks', status: 'passed', failureMessages: [] }],
  ...changes,
});

const report = (changes: Partial<TestReport> = {}): TestReport => ({
  numPassedTests: 3,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [file()],
  ...changes,
});

test('counts the tests of a clean run', () => {
  expect(countTests(report(), 0, ROOT)).toEqual({ passed: 3, failures: [], skipped: 0 });
});

test('counts a file that cannot be loaded as a failure, with its reason', () => {
  const broken = file({ status: 'failed', message: 'Cannot find package\nat line 1', assertionResults: [] });
  expect(countTests(report({ testResults: [broken] }), 1, ROOT).failures).toEqual([
    'packages/clock/test/clock.test.ts: Cannot find package',
  ]);
});

test('names a failed test with its file and reason, once', () => {
  const failing = file({
    status: 'failed',
    assertionResults: [
      {
        fullName: 'clock ticks',
        status: 'failed',
        failureMessages: ['AssertionError: expected 1\n    at clock.ts:3'],
      },
      { fullName: 'clock stops', status: 'passed', failureMessages: [] },
    ],
  });
  expect(countTests(report({ testResults: [failing] }), 1, ROOT).failures).toEqual([
    'packages/clock/test/clock.test.ts > clock ticks: AssertionError: expected 1',
  ]);
});

test('never calls a failed run clean', () => {
  expect(countTests(report(), 1, ROOT).failures).toEqual(['the tests ended with code 1, outside any test']);
  expect(countTests(undefined, 0, ROOT).failures).toEqual(['the tests wrote no report']);
});

test('ends with the counts, after what failed', () => {
  expect(describeTally({ passed: 9, failures: ['types'], skipped: 0 })).toBe(
    'FAILED types\n9 passed, 1 failed',
  );
});

test('mentions skipped tests only where there are some', () => {
  expect(describeTally({ passed: 9, failures: [], skipped: 0 })).toBe('9 passed, 0 failed');
  expect(describeTally({ passed: 9, failures: [], skipped: 2 })).toBe('9 passed, 0 failed, 2 skipped');
});
