import { expect, test } from 'vitest';
import { adjustmentOf, relatedEntries } from '../src/wording/adjustment.ts';
import { syncState } from '../src/wording/sync-state.ts';

test('whether Align has an entry is said in words', () => {
  const entry = { source: 'illumera', syncError: null } as const;
  expect(syncState({ ...entry, syncStatus: 'synced' })).toBe('In Align');
  expect(syncState({ ...entry, syncStatus: 'synced', source: 'align' })).toBe('Logged in Align');
  expect(syncState({ ...entry, syncStatus: 'pending' })).toBe('On its way to Align');
  expect(syncState({ ...entry, syncStatus: 'error', syncError: 'Align answered 422' })).toBe(
    'Could not reach Align: Align answered 422',
  );
});

test('an adjustment and its original find each other', () => {
  const original = { id: 'one', adjustsEntryId: null };
  const adjustment = { id: 'two', adjustsEntryId: 'one' };
  const entries = [adjustment, original];
  expect(relatedEntries(adjustment, entries)).toEqual({ original, adjustment: undefined });
  expect(relatedEntries(original, entries)).toEqual({ original: undefined, adjustment });
});

test('an adjustment is labelled with what it replaces, or that it replaces something', () => {
  expect(adjustmentOf({ workDate: '2026-05-26', minutes: 480 })).toBe(
    'Adjustment of the rejected 8 h on Tue, 26 May 2026',
  );
  expect(adjustmentOf(undefined)).toBe('Adjustment of an earlier entry that was rejected');
});
