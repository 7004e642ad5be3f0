import { type TimeEntryStatus, timeEntryStatuses } from '@illumera/schema';
import { createTimeEntry as createEntryRow, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { adjustTimeEntry } from '../../src/time-entries/adjust-time-entry.ts';
import { deleteTimeEntry } from '../../src/time-entries/delete-time-entry.ts';
import { refuseTransition } from '../../src/time-entries/refuse-transition.ts';
import { submitTimeEntry } from '../../src/time-entries/submit-time-entry.ts';
import { nextSteps, type TimeEntryAction, transitions } from '../../src/time-entries/transitions.ts';
import { updateTimeEntry } from '../../src/time-entries/update-time-entry.ts';
import { buildCompany, readIntents } from '../support/build-company.ts';

const { database } = await useTestDatabase();

type OwnAction = Exclude<TimeEntryAction, 'unlock'>;
type Company = Awaited<ReturnType<typeof buildCompany>>;

const actions: Record<OwnAction, (company: Company, entryId: string) => Promise<{ kind: string }>> = {
  change: ({ talent }, entryId) => updateTimeEntry(database, talent, { entryId, minutes: 5 }),
  delete: ({ talent }, entryId) => deleteTimeEntry(database, talent, entryId),
  submit: ({ talent }, entryId) => submitTimeEntry(database, talent, entryId),
  adjust: ({ talent }, entryId) => adjustTimeEntry(database, talent, { entryId, minutes: 5 }),
};

const cases = (Object.keys(actions) as OwnAction[]).flatMap((action) =>
  timeEntryStatuses.map((status) => {
    const from: readonly TimeEntryStatus[] = transitions[action].from;
    return { action, status, verdict: from.includes(status) ? 'done' : 'conflict' };
  }),
);

test.each(cases)('$action of an entry that is $status: $verdict', async ({ action, status, verdict }) => {
  const company = await buildCompany(database);
  const entry = await createEntryRow(database, company.engagement, { status });
  const outcome = await actions[action](company, entry.id);
  expect(outcome.kind).toBe(verdict);
  const intents = await readIntents(database, company.companyId);
  expect(intents).toHaveLength(verdict === 'done' ? 1 : 0);
});

test.each(timeEntryStatuses)('a refusal tells what is possible with an entry that is %s', (status) => {
  const refusals = Object.keys(actions).map((action) => refuseTransition(action as OwnAction, status));
  for (const refusal of refusals.filter((each) => each !== undefined)) {
    expect(refusal.reason).toContain(nextSteps[status]);
  }
});

test.each(Object.keys(actions) as OwnAction[])(
  'hides the entry of another talent from %s',
  async (action) => {
    const company = await buildCompany(database);
    const stranger = await buildCompany(database);
    const entry = await createEntryRow(database, company.engagement);
    expect(await actions[action](stranger, entry.id)).toEqual({ kind: 'not_found' });
  },
);

test('of many submissions at once one succeeds and leaves one intent', async () => {
  const company = await buildCompany(database);
  const entry = await createEntryRow(database, company.engagement);
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => submitTimeEntry(database, company.talent, entry.id)),
  );
  expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome.kind === 'conflict')).toHaveLength(7);
  expect(await readIntents(database, company.companyId)).toEqual([`upsert time_entry_submit ${entry.id}`]);
});
