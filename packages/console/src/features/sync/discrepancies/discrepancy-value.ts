import { workDuration } from '../../../wording/work-duration.ts';

const wholeNumber = /^-?\d{1,15}$/;

/** A compared value as people read it; minutes as hours, cents as a decimal amount, anything else as it is. */
export function discrepancyValue(field: string, value: string | null): string {
  if (value === null) return 'nothing';
  if (!wholeNumber.test(value)) return value;
  const number = Number(value);
  if (field.endsWith('minutes') && number >= 0) return workDuration(number);
  if (field.endsWith('_cents')) {
    return (number / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }
  return value;
}
