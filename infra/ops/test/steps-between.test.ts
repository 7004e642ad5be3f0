import { expect, test } from 'vitest';
import { stepsBetween } from '../src/demo/entry-paths.ts';

test('leads a draft all the way', () => {
  expect(stepsBetween('draft', 'invoiced')).toStrictEqual(['submit', 'approve', 'lock', 'invoice']);
});

test('goes on where a former run stopped', () => {
  expect(stepsBetween('approved', 'invoiced')).toStrictEqual(['lock', 'invoice']);
});

test('leaves alone what is there, and what somebody else has taken elsewhere', () => {
  expect(stepsBetween('locked', 'locked')).toStrictEqual([]);
  expect(stepsBetween('rejected', 'approved')).toStrictEqual([]);
});
