import type { TimeEntry } from '@illumera/api-models';
import { expect, test } from 'vitest';
import { chooseAct, type Situation } from '../src/traffic/choose-act.ts';
import { workNotes } from '../src/traffic/phrases.ts';

const nowMs = Date.parse('2026-11-20T12:00:00.000Z');

const draft: TimeEntry = {
  id: 'entry',
  companyId: 'company',
  projectId: 'project',
  projectName: 'Radar',
  engagementId: 'engagement',
  personId: 'person',
  personName: 'Ada Park',
  workDate: '2026-11-20',
  minutes: 60,
  notes: workNotes[0],
  status: 'draft',
  rejectionReason: null,
  source: 'illumera',
  syncStatus: 'synced',
  syncError: null,
  isAdjustment: false,
  adjustsEntryId: null,
  createdAt: '2026-11-20T11:00:00.000Z',
  updatedAt: '2026-11-20T11:00:00.000Z',
};

function entry(values: Partial<TimeEntry>): TimeEntry {
  return { ...draft, ...values };
}

/** Every act that some roll of the dice leads to. */
function possibleActs(entries: TimeEntry[], change: Partial<Situation> = {}): string[] {
  const rolls = Array.from({ length: 200 }, (_, roll) => roll / 200);
  const chosen = rolls.map((roll) =>
    chooseAct({ entries, nowMs, maxEntries: 5, random: () => roll, ...change }),
  );
  return [...new Set(chosen.flatMap((choice) => (choice === undefined ? [] : [choice.act])))].toSorted();
}

test('begins by logging hours', () => {
  expect(possibleActs([])).toStrictEqual(['log']);
});

test.each([
  ['draft', ['edit', 'log', 'submit']],
  ['submitted', ['approve', 'log', 'reject']],
  ['approved', ['lock', 'log']],
  ['rejected', ['adjust', 'log']],
  ['locked', ['invoice', 'log']],
  ['invoiced', ['log']],
] as const)('does with an entry that is %s only what its state allows', (status, acts) => {
  expect(possibleActs([entry({ status })])).toStrictEqual(acts);
});

test('leaves alone what people have logged themselves', () => {
  expect(possibleActs([entry({ notes: 'My own hours' }), entry({ notes: null })])).toStrictEqual(['log']);
});

test('waits with the approval until Align has the entry', () => {
  expect(possibleActs([entry({ status: 'submitted', syncStatus: 'pending' })])).toStrictEqual(['log']);
});

test('adjusts a rejected entry once, and does not reject the adjustment', () => {
  const rejected = entry({ id: 'original', status: 'rejected' });
  const adjustment = entry({ status: 'submitted', isAdjustment: true, adjustsEntryId: 'original' });

  expect(possibleActs([adjustment, rejected])).toStrictEqual(['approve', 'log']);
});

test('logs no more than the limit of a day', () => {
  const invoiced = Array.from({ length: 5 }, (_, index) => entry({ id: String(index), status: 'invoiced' }));

  expect(possibleActs(invoiced)).toStrictEqual([]);
  expect(possibleActs(invoiced, { nowMs: nowMs + 24 * 3_600_000 })).toStrictEqual(['log']);
});

test('clears its drafts before it logs more', () => {
  const drafts = [entry({ id: 'one' }), entry({ id: 'two' })];

  expect(possibleActs(drafts)).toStrictEqual(['edit', 'submit']);
});
