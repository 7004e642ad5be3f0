import { choice, type ValueOf } from './define-switch.ts';

export const headerTime = choice({
  title: 'Header time',
  explains:
    'S3 says X-Align-Timestamp is the time of the delivery, and not whether a retry carries a fresh one.',
  standard: 'fresh',
  choices: {
    fresh: 'each attempt carries the time it is sent at',
    original: 'each attempt carries the time of the first one',
  },
});

type Times = { createdAtMs: number; nowMs: number };

const SENT_AT = {
  fresh: ({ nowMs }) => nowMs,
  original: ({ createdAtMs }) => createdAtMs,
} satisfies Record<ValueOf<typeof headerTime>, (times: Times) => number>;

/** What X-Align-Timestamp says, in Unix milliseconds. */
export function headerTimeOf(chosen: ValueOf<typeof headerTime>, times: Times): number {
  return SENT_AT[chosen](times);
}
