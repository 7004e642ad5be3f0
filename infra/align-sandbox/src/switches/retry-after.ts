import { choice, type ValueOf } from './define-switch.ts';

export const retryAfter = choice({
  title: 'Retry-After',
  explains: 'S1 shows seconds; HTTP allows a date as well, and some answers come without.',
  standard: 'seconds',
  choices: {
    seconds: 'whole seconds',
    date: 'an HTTP date',
    absent: 'neither the header nor the body says when',
  },
});

type Wait = { seconds: number; nowMs: number };

const HEADERS = {
  seconds: ({ seconds }) => String(seconds),
  date: ({ seconds, nowMs }) => new Date(nowMs + seconds * 1000).toUTCString(),
  absent: () => undefined,
} satisfies Record<ValueOf<typeof retryAfter>, (wait: Wait) => string | undefined>;

/** The value of the Retry-After header, if there is to be one. */
export function retryAfterHeader(chosen: ValueOf<typeof retryAfter>, wait: Wait): string | undefined {
  return HEADERS[chosen](wait);
}
