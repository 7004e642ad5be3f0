import { expect, test } from 'vitest';
import { alignColumns } from '../src/command-line/align-columns.ts';

test('lines columns up by the width characters have on a terminal', () => {
  const text = alignColumns(
    ['name', 'state'],
    [
      ['Renée', 'draft'],
      ['地図 🛰️', 'sent'],
    ],
  );

  expect(text.split('\n')).toStrictEqual(['name     state', 'Renée    draft', '地図 🛰️  sent']);
});
