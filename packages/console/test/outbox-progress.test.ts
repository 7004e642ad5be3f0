import type { OutboxItem } from '@illumera/api-models';
import { expect, test } from 'vitest';
import { failedAttempts, nextMoment, outboxProgress } from '../src/features/sync/outbox/outbox-progress.ts';

const nowMs = Date.parse('2026-05-27T12:00:00.000Z');
const inFourMinutes = '2026-05-27T12:04:00.000Z';
const past = '2026-05-27T11:59:00.000Z';

const item: OutboxItem = {
  id: 'intent-1',
  companyId: 'company-1',
  entityType: 'time_entry',
  localId: 'entry-1',
  operation: 'upsert',
  status: 'pending',
  attempts: 0,
  maxAttempts: 5,
  lastAttemptAt: null,
  nextRetryAt: past,
  error: null,
  waitingForType: null,
  waitingForId: null,
  createdAt: past,
  settledAt: null,
};

test('an item that has failed says which attempt comes next and when', () => {
  const retried = { ...item, attempts: 1, nextRetryAt: inFourMinutes };
  expect(outboxProgress(retried, nowMs)).toBe('Attempt 2 of 5, next in 4 min');
  expect(nextMoment(retried)).toBe(inFourMinutes);
});

test('an overdue item is due now, never in a negative time', () => {
  expect(outboxProgress({ ...item, attempts: 1 }, nowMs)).toBe('Attempt 2 of 5, due now');
  expect(outboxProgress(item, nowMs)).toBe('First attempt due now');
});

test('an item that was held back before its first attempt says when that comes', () => {
  expect(outboxProgress({ ...item, nextRetryAt: inFourMinutes }, nowMs)).toBe('First attempt in 4 min');
});

test('an item that waits for another names it, and no time', () => {
  const waiting = { ...item, waitingForType: 'project_member', waitingForId: 'member-7' };
  expect(outboxProgress(waiting, nowMs)).toBe('Waiting for project member member-7');
  expect(nextMoment(waiting)).toBeNull();
});

test('an item that ran out of attempts differs from one that Align refused', () => {
  const failed = { ...item, status: 'failed' as const };
  expect(outboxProgress({ ...failed, attempts: 5 }, nowMs)).toBe('Gave up after 5 attempts');
  expect(outboxProgress({ ...failed, attempts: 1 }, nowMs)).toBe(
    'Refused by Align; not tried again by itself',
  );
});

test('an item that arrived says so', () => {
  const done = { ...item, status: 'done' as const, settledAt: past };
  expect(outboxProgress(done, nowMs)).toBe('Reached Align');
  expect(nextMoment(done)).toBe(past);
});

test('attempts count what failed', () => {
  expect(failedAttempts(item)).toBe('None failed');
  expect(failedAttempts({ ...item, attempts: 2 })).toBe('2 of 5 failed');
});
