import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { vectorsDirectory, vectorsMissing, vectorsNote } from '@illumera/testkit';
import { expect, test } from 'vitest';
import {
  type AlignEvent,
  eventNames,
  linkEventData,
  parseEvent,
  subscribedEventNames,
  timeEventData,
} from '../src/index.ts';

const bytesOf = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

function eventOf(body: unknown, headerEventName?: string): AlignEvent {
  const reading = parseEvent(bytesOf(body), headerEventName);
  if (reading.kind === 'unreadable') throw new Error(reading.reason);
  return reading.event;
}

/** S3's worked example of `time.rejected`. */
const rejected = {
  id: 'delivery-uuid',
  eventName: 'time.rejected',
  schemaVersion: 1,
  entityType: 'time_entry',
  entityId: 'te-uuid-1234',
  occurredAt: '2026-05-27T13:00:00Z',
  actorUserId: 'manager-uuid-2222',
  payload: {
    timeEntryId: 'te-uuid-1234',
    organizationId: 'org-uuid-5678',
    projectId: 'project-uuid-9012',
    userId: 'user-uuid-3456',
    entryId: 'entry-uuid-7890',
    workDate: '2026-05-26',
    hours: '2.5',
    minutes: 150,
    status: 'rejected',
    rejecterUserId: 'manager-uuid-2222',
    reason: 'Please split by task — one entry per entry card.',
    occurredAt: '2026-05-27T13:00:00Z',
  },
};

test("reads Align's envelope", () => {
  expect(eventOf(rejected)).toEqual({
    id: 'delivery-uuid',
    name: 'time.rejected',
    schemaVersion: 1,
    organizationId: 'org-uuid-5678',
    entityType: 'time_entry',
    entityId: 'te-uuid-1234',
    occurredAt: new Date('2026-05-27T13:00:00Z'),
    actorUserId: 'manager-uuid-2222',
    data: rejected.payload,
  });
});

test.each([
  [{ organizationId: 'org-1', data: { id: 'align-te-1', reason: 'No' } }],
  [{ data: { organizationId: 'org-1', id: 'align-te-1', reason: 'No' } }],
  [
    {
      eventName: 'time.rejected',
      data: { organizationId: 'org-1', timeEntryId: 'align-te-1', reason: 'No' },
    },
  ],
])("reads Illumera's envelope %j", (body) => {
  const event = eventOf(body, 'time.rejected');
  expect(event).toMatchObject({ name: 'time.rejected', organizationId: 'org-1', entityId: 'align-te-1' });
  expect(event).toMatchObject({ id: undefined, schemaVersion: 1, occurredAt: undefined });
  expect(timeEventData(event).reason).toBe('No');
});

test('lets the signed name win over the header', () => {
  expect(eventOf(rejected, 'time.approved').name).toBe('time.rejected');
});

test('reads an event that names no organization', () => {
  const body = {
    ...rejected,
    eventName: 'release.released',
    entityId: undefined,
    payload: { releaseId: 'r-1' },
  };
  expect(eventOf(body)).toMatchObject({ entityId: 'r-1', organizationId: undefined });
});

test('does not take the work item of a time event for its entry', () => {
  const body = { ...rejected, entityId: undefined, payload: { entryId: 'entry-uuid-7890' } };
  expect(eventOf(body).entityId).toBeUndefined();
});

test('reads unknown names and newer versions', () => {
  expect(eventOf({ ...rejected, eventName: 'moon.landed', schemaVersion: 7 })).toMatchObject({
    name: 'moon.landed',
    schemaVersion: 7,
  });
});

test.each([
  ['not_json', ''],
  ['not_json', '{"id":'],
  ['not_an_object', '[]'],
  ['not_an_object', 'null'],
  ['not_an_object', '"text"'],
  ['bad_id', { ...rejected, id: 12 }],
  ['bad_id', { ...rejected, id: '' }],
  ['bad_id', { ...rejected, id: 'a\0b' }],
  ['bad_id', { ...rejected, id: 'a'.repeat(129) }],
  ['bad_event_name', { ...rejected, eventName: undefined }],
  ['bad_event_name', { ...rejected, eventName: ['time.approved'] }],
  ['bad_event_name', { ...rejected, eventName: 'time.approved\n' }],
  ['bad_schema_version', { ...rejected, schemaVersion: '1' }],
  ['bad_schema_version', { ...rejected, schemaVersion: 1.5 }],
  ['bad_organization', { ...rejected, organizationId: { $ne: null } }],
  ['bad_organization', { ...rejected, organizationId: "x' or 1=1" }],
  ['two_organizations', { ...rejected, organizationId: 'org-other' }],
  ['two_organizations', { ...rejected, data: { organizationId: 'org-other' } }],
])('finds %s in %j', (reason, body) => {
  expect(parseEvent(bytesOf(body))).toEqual({ kind: 'unreadable', reason });
});

test('finds invalid UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  expect(parseEvent(bytes)).toEqual({ kind: 'unreadable', reason: 'not_utf8' });
});

test.each([33, 1000, 400_000])('finds %i levels too deep', (levels) => {
  const nested = `${'['.repeat(levels)}${']'.repeat(levels)}`;
  expect(parseEvent(bytesOf(`{"eventName":"time.approved","payload":{"a":${nested}}}`))).toEqual({
    kind: 'unreadable',
    reason: 'too_deep',
  });
});

test('leaves out of an event what cannot be used', () => {
  const body = { ...rejected, entityId: '../x', entityType: 7, occurredAt: 'yesterday', actorUserId: null };
  expect(
    eventOf({ ...body, payload: { minutes: '150', workDate: '2026-02-30', userId: '..' } }),
  ).toMatchObject({
    entityId: undefined,
    entityType: undefined,
    occurredAt: undefined,
    actorUserId: undefined,
  });
});

test('counts the last of two equal keys', () => {
  const text =
    '{"eventName":"time.approved","eventName":"time.rejected","organizationId":"a","organizationId":"b"}';
  expect(eventOf(text)).toMatchObject({ name: 'time.rejected', organizationId: 'b' });
});

test('lets no event change a prototype, even when it is copied', () => {
  const text =
    '{"eventName":"x.y","__proto__":{"id":"p"},"payload":{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1}}}}';
  const event = eventOf(text);
  expect(event.id).toBeUndefined();
  expect(Object.assign({}, event.data)).not.toHaveProperty('polluted');
  expect(event.data['a']).toEqual({});
  expect({}).not.toHaveProperty('polluted');
});

test('reads the entry of a time event, with texts fit to be stored', () => {
  const payload = { ...rejected.payload, reason: 'a\0b\ud800', description: 'Fix' };
  expect(timeEventData(eventOf({ ...rejected, payload }))).toEqual({
    projectId: 'project-uuid-9012',
    userId: 'user-uuid-3456',
    workDate: '2026-05-26',
    minutes: 150,
    description: 'Fix',
    reason: 'ab\ufffd',
    status: 'rejected',
  });
});

test.each([
  [{ minutes: '150', workDate: '26.5.2026', reason: null, userId: '../x', status: 1 }],
  [{ minutes: 1.5, workDate: '2026-02-30', description: ['x'] }],
  [{ minutes: -1 }],
  [{ minutes: 1e300 }],
])('counts what it cannot use of a time event as missing: %j', (payload) => {
  expect(Object.values(timeEventData(eventOf({ ...rejected, payload }))).filter(Boolean)).toEqual([]);
});

const ref = { provider: 'illumera', externalType: 'project_member', externalId: 'engagement-1' };

test('reads the reference in a member event', () => {
  const body = {
    eventName: 'project_member.added',
    entityType: 'project_member',
    payload: { id: 'pm-1', projectId: 'p-1', userId: 'u-1', externalRef: ref },
  };
  expect(linkEventData(eventOf(body))).toEqual({
    externalRef: ref,
    alignEntityType: 'project_member',
    alignEntityId: 'pm-1',
    projectId: 'p-1',
    userId: 'u-1',
  });
});

test.each([
  [{ id: 'link-1', ...ref, alignEntityType: 'project_member', alignEntityId: 'pm-1' }],
  [{ id: 'link-1', externalRef: ref, alignEntityType: 'project_member', alignEntityId: 'pm-1' }],
])('reads the reference in a link event, whose own id is not the entity: %j', (payload) => {
  const body = {
    eventName: 'integration_link.created',
    entityType: 'integration_link',
    entityId: 'link-1',
    payload,
  };
  const link = linkEventData(eventOf(body));
  expect(link).toMatchObject({ externalRef: ref, alignEntityType: 'project_member', alignEntityId: 'pm-1' });
});

test('finds no entity in a link event that names none', () => {
  const body = { eventName: 'integration_link.created', entityId: 'link-1', payload: ref };
  expect(linkEventData(eventOf(body)).alignEntityId).toBeUndefined();
});

test.each([
  [{}],
  [{ externalRef: null }],
  [{ externalRef: { ...ref, externalId: 'a\0' } }],
  [{ externalRef: [] }],
])('finds no reference in %j', (payload) => {
  expect(linkEventData(eventOf({ eventName: 'wiki_page.created', payload })).externalRef).toBeUndefined();
});

test('knows the 21 names of S1, and each name once', () => {
  expect(subscribedEventNames).toHaveLength(21);
  expect(new Set(eventNames).size).toBe(eventNames.length);
  expect(eventNames).toEqual(
    expect.arrayContaining([...subscribedEventNames, 'entry.created', 'webhook.test']),
  );
});

/** Reads all there is to read; throwing would fail the test. */
function readAll(bytes: Uint8Array): 'event' | 'unreadable' {
  const reading = parseEvent(bytes, 'time.approved');
  if (reading.kind === 'unreadable') return reading.kind;
  timeEventData(reading.event);
  linkEventData(reading.event);
  return reading.kind;
}

test('never throws, whatever the bytes', () => {
  const all = fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    expect(readAll(bytes)).toMatch(/event|unreadable/);
  });
  fc.assert(all);
});

test('never throws, whatever the JSON in the envelope', () => {
  const value = fc.option(fc.jsonValue({ maxDepth: 4 }), { nil: undefined });
  const part = fc.record({
    id: value,
    organizationId: value,
    timeEntryId: value,
    minutes: value,
    workDate: value,
    externalRef: value,
    alignEntityId: value,
  });
  const envelope = fc.record({
    id: value,
    eventName: value,
    schemaVersion: value,
    occurredAt: value,
    organizationId: value,
    payload: fc.oneof(value, part),
    data: fc.oneof(value, part),
  });
  const all = fc.property(envelope, (body) => {
    expect(readAll(bytesOf(body))).toMatch(/event|unreadable/);
  });
  fc.assert(all);
});

test.skipIf(vectorsMissing)(`judges the JSON test suite without throwing${vectorsNote}`, () => {
  const folder = `${vectorsDirectory}/json-test-suite/test_parsing`;
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const kinds = files.map((file) => {
    const json = readFileSync(`${folder}/${file}`);
    const wrapped = Buffer.concat([Buffer.from('{"payload":{"a":'), json, Buffer.from('}}')]);
    return { file, bare: readAll(json), wrapped: readAll(wrapped) };
  });
  const valid = kinds.filter(({ file }) => file.startsWith('y_'));
  expect(valid.filter(({ wrapped }) => wrapped === 'unreadable')).toEqual([]);
  expect(files.length).toBeGreaterThanOrEqual(318);
});
