import { ProblemError } from '../problems/problem-error.ts';
import type { StreamLimits } from './stream-limits.ts';

/** Counts the open streams of a process, in all and by user. */
export function countStreams(limits: Pick<StreamLimits, 'streams' | 'streamsPerUser'>) {
  const open = new Map<string, number>();
  let all = 0;

  /** Takes a place for a stream and returns how to give it back; throws a `ProblemError` where there is none. */
  return (userId: string): (() => void) => {
    const own = open.get(userId) ?? 0;
    if (own >= limits.streamsPerUser)
      throw new ProblemError('rate_limited', 'Close one of your pages first.');
    if (all >= limits.streams) throw new ProblemError('unavailable', 'Too many pages listen just now.');
    open.set(userId, own + 1);
    all += 1;
    return () => {
      all -= 1;
      const left = (open.get(userId) ?? 1) - 1;
      if (left === 0) open.delete(userId);
      else open.set(userId, left);
    };
  };
}
