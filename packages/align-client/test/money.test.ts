import { assert, bigInt, property } from 'fast-check';
import { expect, test } from 'vitest';
import { toCents } from '../src/index.ts';
import { Money } from '../src/models/money.ts';

test.each([
  ['1,234.35', 123_435n],
  ['1234.35', 123_435n],
  ['31000.00', 3_100_000n],
  ['31000', 3_100_000n],
  ['32500.5', 3_250_050n],
  ['0.29', 29n],
  ['-1,234.35', -123_435n],
  ['999,999,999,999,999.99', 99_999_999_999_999_999n],
  ['1.005', 101n],
  ['1.00499', 100n],
  ['-1.005', -101n],
])('reads %s as %s cents', (amount, cents) => {
  expect(toCents(Money.parse(amount))).toBe(cents);
});

test.each(['', '1,23.45', '12,34', '1.234,35', '$1', '1e5', '0x10', '1 234', 'NaN', '٣'])(
  'takes %j for no amount',
  (amount) => {
    expect(Money.safeParse(amount).success).toBe(false);
    expect(() => toCents(amount)).toThrow(RangeError);
  },
);

test('gives back every number of cents that is written as dollars', () => {
  assert(
    property(bigInt({ min: 0n, max: 99_999_999_999_999_999n }), (cents) => {
      const whole = (cents / 100n).toString();
      const fraction = (cents % 100n).toString().padStart(2, '0');
      const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
      expect(toCents(`${whole}.${fraction}`)).toBe(cents);
      expect(toCents(`${grouped}.${fraction}`)).toBe(cents);
    }),
  );
});
