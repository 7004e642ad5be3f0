import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { matchRequest, RequestMatch } from '../api/match-request.ts';
import { pathOf } from '../api/request-path.ts';
import type { Clock } from '../clock/clock.ts';
import { isoNow } from '../clock/clock.ts';
import type { Randomness } from '../randomness.ts';

const HOLD_POINTS = ['before-commit', 'after-commit', 'mid-answer'] as const;
type HoldPoint = (typeof HOLD_POINTS)[number];

export const NewHold = RequestMatch.extend({
  point: z.enum(HOLD_POINTS),
  /** How many requests it stops before it is used up. */
  times: z.number().int().min(1).default(1),
});
type Hold = z.output<typeof NewHold> & { id: string; stopped: number };

/** A request that stands still at a barrier. */
type Held = {
  id: string;
  holdId: string;
  point: HoldPoint;
  method: string;
  path: string;
  heldSince: string;
};

export type Holds = {
  add: (hold: z.output<typeof NewHold>) => Hold;
  list: () => { holds: Hold[]; held: Held[] };
  /** Lets what is held go on: the one named, what a barrier holds, or all; answers how many went on. */
  release: (which: { heldId?: string | undefined; holdId?: string | undefined }) => number;
  /** Takes a barrier away, or all, and lets go what stands there. */
  remove: (holdId?: string) => void;
  /** Undefined where nothing stops the request here; else it may go on once that resolves. */
  stop: (point: HoldPoint, request: FastifyRequest) => Promise<void> | undefined;
};

/** Barriers at which requests wait until they are told to go on, whether their caller still lives or not. */
export function createHolds(clock: Clock, randomness: Randomness): Holds {
  const holds = new Map<string, Hold>();
  const waiting = new Map<string, { held: Held; resume: () => void }>();

  const release: Holds['release'] = ({ heldId, holdId }) => {
    const chosen = [...waiting.values()].filter(
      ({ held }) =>
        (heldId === undefined || held.id === heldId) && (holdId === undefined || held.holdId === holdId),
    );
    for (const { held, resume } of chosen) {
      waiting.delete(held.id);
      resume();
    }
    return chosen.length;
  };

  return {
    add: (fields) => {
      const hold = { ...fields, id: randomness.uuid('hold'), stopped: 0 };
      holds.set(hold.id, hold);
      return hold;
    },
    list: () => ({
      holds: [...holds.values()],
      held: [...waiting.values()].map(({ held }) => held),
    }),
    release,
    remove: (holdId) => {
      if (holdId === undefined) holds.clear();
      else holds.delete(holdId);
      release({ holdId });
    },
    stop: (point, request) => {
      const hold = [...holds.values()].find(
        (each) => each.point === point && each.stopped < each.times && matchRequest(each, request),
      );
      if (hold === undefined) return undefined;
      hold.stopped += 1;
      const { promise, resolve } = Promise.withResolvers<void>();
      const id = randomness.uuid('held request');
      const { method } = request;
      const held = { id, holdId: hold.id, point, method, path: pathOf(request), heldSince: isoNow(clock) };
      waiting.set(id, { held, resume: resolve });
      return promise;
    },
  };
}
