import { expect, test } from 'vitest';
import { whereIsIt } from '../src/features/sync/timeline/where-is-it.ts';

const intent = (status: string, detail: string | null = null) => ({
  kind: 'intent' as const,
  title: 'upsert time_entry',
  status,
  detail,
});
const link = { kind: 'link' as const, title: 'time_entry', status: null, detail: 'te_1' };
const difference = (status: string) => ({
  kind: 'discrepancy' as const,
  title: 'time_entry.content',
  status,
  detail: 'Illumera: 30; Align: 60',
});

test('says that it is there once all that was to be sent is done', () => {
  expect(whereIsIt([intent('done'), link])).toMatchObject({ state: 'there', reason: 'Its id there is te_1' });
});

test('names what the oldest open change waits for, since it holds the later ones', () => {
  expect(whereIsIt([intent('pending', 'waiting for project p1'), intent('pending')])).toMatchObject({
    state: 'under_way',
    title: 'It is on its way to Align',
    reason: 'waiting for project p1',
  });
});

test('tells a change that is on its way from a first sending', () => {
  expect(whereIsIt([intent('done'), link, intent('processing')]).title).toBe(
    'A change of it is on its way to Align',
  );
});

test('says that it is stuck, and why, where the oldest open change has failed', () => {
  expect(whereIsIt([link, intent('failed', 'Align answered 400'), intent('pending')])).toMatchObject({
    state: 'stuck',
    reason: 'Align answered 400',
  });
});

test('says that it is not there where a removal has left no link', () => {
  expect(whereIsIt([intent('done'), intent('done')]).state).toBe('unlinked');
});

test('says that the sides differ until the difference is ignored or resolved', () => {
  const state = (status: string) => whereIsIt([intent('done'), link, difference(status)]).state;
  expect(whereIsIt([intent('done'), link, difference('open')])).toMatchObject({
    state: 'differs',
    reason: 'time_entry.content: Illumera: 30; Align: 60',
  });
  expect(['acknowledged', 'ignored', 'resolved'].map(state)).toEqual(['differs', 'there', 'there']);
});
