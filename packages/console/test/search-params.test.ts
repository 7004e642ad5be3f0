import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '../src/console/search-params.ts';
import { OutboxSearch } from '../src/features/sync/sync-search.ts';

test('parameters stay text, ids of digits included', () => {
  expect(parseSearch('?companyId=123&status=failed')).toEqual({ companyId: '123', status: 'failed' });
  expect(stringifySearch({ companyId: '123', status: undefined, cursor: 'a b' })).toBe(
    '?companyId=123&cursor=a+b',
  );
});

test('no parameters leave no question mark', () => {
  expect(stringifySearch({ status: undefined })).toBe('');
});

test('a typed value that does not fit counts as absent', () => {
  const search = OutboxSearch.parse({ status: '<script>', entityType: 'user', cursor: 'x'.repeat(500) });
  expect(search).toEqual({ status: undefined, entityType: 'user', cursor: undefined });
});
