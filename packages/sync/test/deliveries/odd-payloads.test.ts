import { randomUUID } from 'node:crypto';
import { eventNames } from '@illumera/align-client';
import { proofSize, seededRandom, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { writeLink } from '../../src/index.ts';
import { inboundCompany, moment } from '../inbound-company.ts';

const { database } = await useTestDatabase();
const EVENTS = proofSize({ usual: 300, full: 10_000 });
const AT_ONCE = 6;

const numbers = [-1, 0, 1, 60, 1_440, 1_441, 1.5, 2 ** 31, 2 ** 53, 1e300, -0];
const texts = [
  '',
  ' ',
  'a\0b',
  '\ud800',
  '\u202e',
  'é'.repeat(10_001),
  '𝄞'.repeat(10_000),
  "'; drop table users; --",
];
const dates = ['2026-03-02', '0000-01-01', '9999-12-31', '2026-02-30', '2026-3-2', 'today'];
const others = [
  null,
  true,
  [],
  {},
  [[[]]],
  { length: 5 },
  '__proto__',
  'constructor',
  '../../x',
  'prj_1:usr_1',
];
const values: readonly unknown[] = [...numbers, ...texts, ...dates, ...others];
const fields = [
  'id',
  'timeEntryId',
  'projectId',
  'userId',
  'organization',
  'minutes',
  'workDate',
  'description',
  'reason',
  'status',
  'name',
  'email',
  'externalRef',
  'alignEntityType',
  'alignEntityId',
  'occurredAt',
] as const;

test(`comes to an end with each of ${EVENTS} events whose payloads hold anything, and fails with none`, async () => {
  const random = seededRandom('odd payloads');
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const company = await inboundCompany(database);
  await database
    .updateTable('alignConnections')
    .set({ importAlignEntries: 'realtime' })
    .where('id', '=', company.connection.id)
    .execute();
  const { userId } = await database
    .selectFrom('personProfiles')
    .select('userId')
    .where('id', '=', company.engagement.personId)
    .executeTakeFirstOrThrow();
  const entries = await Promise.all(
    (['draft', 'submitted', 'approved', 'rejected', 'invoiced'] as const).map(company.linkedEntry),
  );
  const ids = { project: `prj_${randomUUID()}`, user: `usr_${randomUUID()}` };
  for (const [externalType, externalId] of [
    ['project', company.project.id],
    ['user', userId],
  ] as const) {
    const alignEntityId = ids[externalType];
    await writeLink(database, company.scope, {
      externalType,
      externalId,
      alignEntityType: externalType,
      alignEntityId,
    });
  }
  const known = [...entries.map(({ alignId }) => alignId), ids.user, ids.project];
  const reference = () => ({
    provider: pick(['illumera', 'other', 1]),
    externalType: pick(['project_member', 'wiki_page', 'user', 'time_entry', pick(values)]),
    externalId: pick([company.engagement.id, company.project.id, userId, pick(values)]),
  });
  const event = (step: number) => ({
    eventName: pick(eventNames),
    entityId: pick([...known, `te_${randomUUID()}`]),
    ...(random() < 0.8 ? { occurredAt: moment(step % 500) } : {}),
    payload: {
      projectId: ids.project,
      userId: ids.user,
      minutes: 30,
      workDate: '2026-03-02',
      changedFields: pick([['name', 'email', 'role'], ['name'], pick(values)]),
      externalRef: reference(),
      ...Object.fromEntries(fields.filter(() => random() < 0.3).map((field) => [field, pick(values)])),
    },
  });
  const failed: unknown[] = [];
  let next = 0;
  const lane = async () => {
    while (next < EVENTS) {
      const odd = event(next++);
      const outcome = await company.deliver(odd);
      if (outcome.kind === 'failed') failed.push({ outcome, odd });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  expect(failed).toEqual([]);
}, 600_000);
