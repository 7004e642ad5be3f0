import { expect, test } from 'vitest';
import { tableState } from '../src/ui/table-state.ts';

const failure = new Error('unavailable');

test('none yet, none match and cannot be read are three different things', () => {
  expect(tableState({ rows: [], error: null, narrowed: false })).toBe('none-yet');
  expect(tableState({ rows: [], error: null, narrowed: true })).toBe('none-match');
  expect(tableState({ rows: undefined, error: failure, narrowed: false })).toBe('unreadable');
});

test('the first reading is loading', () => {
  expect(tableState({ rows: undefined, error: null, narrowed: false })).toBe('loading');
});

test('rows that were read once stay while a later reading fails', () => {
  expect(tableState({ rows: [1], error: failure, narrowed: false })).toBe('rows');
});
