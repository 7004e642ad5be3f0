import type { OutboxItem } from '@illumera/api-models';
import { timeUntil } from '../../../wording/relative-time.ts';

type Progress = Pick<
  OutboxItem,
  'status' | 'attempts' | 'maxAttempts' | 'nextRetryAt' | 'waitingForType' | 'waitingForId'
>;

const wordings = {
  pending: describePending,
  processing: ({ attempts, maxAttempts }) => `Attempt ${attempts + 1} of ${maxAttempts}, under way`,
  done: () => 'Reached Align',
  failed: ({ attempts, maxAttempts }) =>
    attempts >= maxAttempts
      ? `Gave up after ${attempts} attempts`
      : 'Refused by Align; not tried again by itself',
} satisfies Record<OutboxItem['status'], (item: Progress, nowMs: number) => string>;

/** How often sending has failed; waiting for something, or for the rate limit, is not an attempt. */
export function failedAttempts({ attempts, maxAttempts }: Progress): string {
  return attempts === 0 ? 'None failed' : `${attempts} of ${maxAttempts} failed`;
}

/** The moment that belongs to the words: when it arrived, or when it goes next; null where there is none. */
export function nextMoment(item: OutboxItem): string | null {
  if (item.status === 'done') return item.settledAt;
  return item.status === 'pending' && item.waitingForId === null ? item.nextRetryAt : null;
}

/** Why an item waits and when it goes next, in words. */
export function outboxProgress(item: Progress, nowMs: number): string {
  return wordings[item.status](item, nowMs);
}

function describePending(item: Progress, nowMs: number): string {
  if (item.waitingForId !== null) {
    return `Waiting for ${words(item.waitingForType ?? 'entity')} ${item.waitingForId}`;
  }
  const due = timeUntil(item.nextRetryAt, nowMs);
  const when = due === 'now' ? 'due now' : `next ${due}`;
  return item.attempts === 0
    ? `First attempt ${due === 'now' ? 'due now' : due}`
    : `Attempt ${item.attempts + 1} of ${item.maxAttempts}, ${when}`;
}

function words(name: string): string {
  return name.replaceAll('_', ' ');
}
