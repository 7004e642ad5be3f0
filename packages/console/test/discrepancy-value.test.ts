import { expect, test } from 'vitest';
import { discrepancyValue } from '../src/features/sync/discrepancies/discrepancy-value.ts';

test.each([
  ['approved_minutes', '3600', '60 h'],
  ['approved_cost_cents', '1234550', '12,345.50'],
  ['approved_cost_cents', '-5', '-0.05'],
  ['align_entity_id', '12345', '12345'],
  ['status', 'approved', 'approved'],
  ['approved_minutes', null, 'nothing'],
])('%s of %s reads %s', (field, value, words) => {
  expect(discrepancyValue(field, value)).toBe(words);
});

test('a number too long to be exact is shown as it is', () => {
  expect(discrepancyValue('approved_cost_cents', '12345678901234567890')).toBe('12345678901234567890');
});
