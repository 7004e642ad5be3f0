import { z } from 'zod';

const WHOLE_PLAIN = String.raw`\d{1,15}`;
const WHOLE_GROUPED = String.raw`\d{1,3}(?:,\d{3}){1,4}`;
const DECIMAL = new RegExp(String.raw`^(-?)(${WHOLE_GROUPED}|${WHOLE_PLAIN})(?:\.(\d{1,18}))?$`);

/** A decimal string such as "31000.00" or "31,000.00"; a JSON number is taken by its shortest digits. */
export const Money = z
  .union([z.string().trim(), z.number().transform(String)])
  .pipe(z.string().regex(DECIMAL));

/**
 * An amount of Align's in whole cents, exactly: digit by digit, because no binary fraction holds 0.1. What is finer than a
 * cent is rounded half away from zero.
 * @throws RangeError where the text is no amount
 */
export function toCents(amount: string): bigint {
  const [matched, sign, whole = '', fraction = ''] = DECIMAL.exec(amount) ?? [];
  if (matched === undefined) throw new RangeError(`not an amount of money: ${amount}`);
  const digits = `${whole.replaceAll(',', '')}${fraction.slice(0, 2).padEnd(2, '0')}`;
  const cents = BigInt(digits) + (fraction.charAt(2) >= '5' ? 1n : 0n);
  return sign === '-' ? -cents : cents;
}
