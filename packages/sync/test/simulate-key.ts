import type { Database } from '@illumera/schema';
import type { Lane } from '../src/budget/lanes.ts';
import { reserveSlots } from '../src/budget/reserve-slots.ts';

/** Requests that come up at a moment, in milliseconds of virtual time. */
export interface Wish {
  atMs: number;
  lane: Lane;
}

export interface Sent extends Wish {
  slotMs: number;
}

const ASKED_AT_ONCE = 10;
const ASK_AGAIN_MS = 101;
const START_MS = Date.UTC(2026, 0, 1);

/**
 * Lets so many workers send what comes up through one key's budget in Postgres, by virtual time. Each takes the oldest of a
 * lane, asks for slots, and asks again when it has used them.
 * @returns when each was sent
 */
export async function simulateKey(
  database: Database,
  run: { keyHash: string; wishes: Wish[]; workers: number; untilMs?: number },
): Promise<Sent[]> {
  const queues = new Map<Lane, Wish[]>();
  for (const wish of run.wishes.toSorted((a, b) => a.atMs - b.atMs)) {
    const queue = queues.get(wish.lane) ?? [];
    queues.set(wish.lane, queue);
    queue.push(wish);
  }
  const freeAt = Array.from({ length: run.workers }, (_, worker) => worker * 7);
  const sent: Sent[] = [];
  for (let turn = 0; ; turn += 1) {
    const worker = freeAt.indexOf(Math.min(...freeAt));
    const nextMs = Math.min(
      ...[...queues.values()].map((queue) => queue[0]?.atMs ?? Number.POSITIVE_INFINITY),
    );
    const nowMs = Math.max(freeAt[worker] ?? 0, nextMs);
    if (nowMs > (run.untilMs ?? Number.MAX_VALUE)) return sent;
    const [lane, queue] = readyLane(queues, nowMs, turn);
    const ready = queue.slice(0, ASKED_AT_ONCE + 1).filter((wish) => wish.atMs <= nowMs);
    const batch = ready.slice(0, ASKED_AT_ONCE);
    const { slotsInMs, nextInMs } = await reserveSlots(database, {
      keyHash: run.keyHash,
      lane,
      count: batch.length,
      moreWait: ready.length > batch.length,
      nowMs: START_MS + nowMs,
    });
    const taken = queue.splice(0, slotsInMs.length);
    sent.push(...taken.map((wish, index) => ({ ...wish, slotMs: nowMs + (slotsInMs[index] ?? 0) })));
    freeAt[worker] = nowMs + Math.max(1, slotsInMs.at(-1) ?? Math.min(nextInMs, ASK_AGAIN_MS));
  }
}

/** Workers take turns among the lanes that have something ready, so that every lane asks. */
function readyLane(queues: Map<Lane, Wish[]>, nowMs: number, turn: number): [Lane, Wish[]] {
  const ready = [...queues].filter(([, queue]) => (queue[0]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs);
  return ready[turn % ready.length] ?? ['live', []];
}
