import type { ReconciliationRun } from '@illumera/api-models';
import { expect, test } from 'vitest';
import { runResult } from '../src/features/sync/runs/run-result.ts';

const run: ReconciliationRun = {
  id: 'run',
  companyId: 'company',
  connectionId: 'connection',
  scope: 'time_entries',
  state: 'complete',
  step: null,
  rowsRead: 0,
  counts: { time_entries: { projects: 3, healed: 0, imported: 0, deleted: 0 } },
  gaps: [],
  requestedBy: null,
  createdAt: '2026-01-05T10:23:00.000Z',
  startedAt: '2026-01-05T10:23:00.000Z',
  finishedAt: '2026-01-05T10:23:01.000Z',
};

test('says that the sides agree where nothing was to be done', () => {
  expect(runResult(run)).toEqual(['Both sides agree']);
});

test('does not take what was only looked at for a difference', () => {
  const looked = { projects: 3, judged: 3, found: 0, resolved: 0 };
  expect(runResult({ ...run, counts: { totals: looked } })).toEqual(['Both sides agree']);
  expect(runResult({ ...run, counts: { totals: { ...looked, found: 2 }, links: { found: 1 } } })).toEqual([
    'totals: 2 differences',
    'links: 1 difference',
  ]);
});

test('says how far a run is', () => {
  const running = { ...run, state: 'running', finishedAt: null } as const;
  expect(runResult(running)).toEqual(['Waits for a worker']);
  expect(runResult({ ...running, step: 'time_entries', rowsRead: 200 })).toEqual([
    'time entries: 200 rows read',
  ]);
});

test('names what could not be seen before what was done', () => {
  const gaps = ['the time entries of project p: Align answered 502'];
  const counts = { time_entries: { projects: 3, healed: 2, imported: 1, deleted: 0 } };
  expect(runResult({ ...run, state: 'incomplete', gaps, counts })).toEqual([
    ...gaps,
    'time entries: 2 healed, 1 imported',
  ]);
});
