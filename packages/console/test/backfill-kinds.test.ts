import { expect, test } from 'vitest';
import { kindsInWords, sumOf } from '../src/features/integration/backfill/kinds.ts';

const planned = { project: 1, user: 12, project_member: 0, time_entry: 2_450, wiki_page: 1 };

test('names each kind by how much there is of it, and none there is nothing of', () => {
  expect(kindsInWords(planned)).toEqual(['1 project', '12 people', '2,450 time entries', '1 staffing page']);
});

test('counts all kinds together', () => {
  expect(sumOf(planned)).toBe(2_464);
});
