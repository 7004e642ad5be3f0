/** Work dates, `YYYY-MM-DD`, both included. */
export interface DateRange {
  from: string;
  to: string;
}

/** No hours are older than Align. */
export const EARLIEST_WORK_DATE = '2000-01-01';

const DAY_MS = 86_400_000;

const dayOf = (date: string) => Date.parse(date) / DAY_MS;
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Cuts a range of two days or more into about so many parts of about the same length, two at least. */
export function splitRange({ from, to }: DateRange, wanted: number): DateRange[] {
  const first = dayOf(from);
  const days = dayOf(to) - first + 1;
  const count = Math.min(Math.max(2, wanted), days);
  const startOf = (part: number) => first + Math.floor((part * days) / count);
  return Array.from({ length: count }, (_, part) => ({
    from: dateOf(startOf(part)),
    to: dateOf(startOf(part + 1) - 1),
  }));
}

/** Cuts a range in two: up to a date and after it. */
export function cutAfter({ from, to }: DateRange, date: string): [DateRange, DateRange] {
  return [
    { from, to: date },
    { from: dateOf(dayOf(date) + 1), to },
  ];
}
