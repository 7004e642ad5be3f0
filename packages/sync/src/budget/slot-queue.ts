import { setTimeout as delay } from 'node:timers/promises';
import type { Reservation } from './reserve-slots.ts';
import { SlotDeniedError } from './slot-denied-error.ts';

/** Slots asked for in one go; about a second's worth. */
const MAX_ASKED = 10;
/** A slot reached later than this is lost: requests that bunch up would break the pace. */
const LATE_MS = 250;

/** So long before its slot a request sees whether the key has begun to rest; the answer is usually there by then. */
const LOOK_BEFORE_MS = 30;
/**
 * An answer that has not come so long after the slot is not waited for: where Postgres is slow every slot would be lost, and
 * what is urgent would never leave.
 */
const LOOK_UNTIL_MS = 100;

export interface SlotSource {
  /** Asks for so many slots. */
  reserve: (count: number, moreWait: boolean) => Promise<Reservation>;
  /** For how long the key still rests, in milliseconds; 0 when it does not. */
  restsForMs: () => Promise<number>;
  /** How long a caller waits for a slot while others use up the key. */
  patienceMs: number;
}

interface Waiter {
  since: number;
  /** Given the moment of its slot by `performance.now()`. */
  resolve: (at: number) => void;
  reject: (error: unknown) => void;
}

/**
 * Asks for slots as they are needed, one question at a time however many wait. A key that has begun to rest since a slot was
 * given takes it back.
 * @returns what waits until one request may be sent; it throws SlotDeniedError when the key rests or `patienceMs` are over
 *   without a slot, and what `reserve` throws
 */
export function createSlotQueue(source: SlotSource): () => Promise<void> {
  const waiters: Waiter[] = [];
  let isAsking = false;

  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    try {
      while (waiters.length > 0) await askOnce(waiters, source);
    } catch (error) {
      for (const waiter of waiters.splice(0)) waiter.reject(error);
    } finally {
      isAsking = false;
    }
  };
  const take = (): Promise<number> =>
    new Promise((resolve, reject) => {
      waiters.push({ since: performance.now(), resolve, reject });
      void ask();
    });
  return async () => {
    for (;;) {
      const at = await take();
      if (at > performance.now()) {
        await waitUntil(at - LOOK_BEFORE_MS);
        await Promise.race([throwWhileResting(source), waitUntil(at + LOOK_UNTIL_MS)]);
      }
      await waitUntil(at);
      if (performance.now() - at <= LATE_MS) return;
    }
  };
}

async function askOnce(waiters: Waiter[], { reserve, patienceMs }: SlotSource): Promise<void> {
  const reserved = await reserve(Math.min(waiters.length, MAX_ASKED), waiters.length > MAX_ASKED);
  const now = performance.now();
  if (reserved.restsForMs > 0) {
    const denied = new SlotDeniedError({ isResting: true, retryInMs: reserved.restsForMs });
    for (const waiter of waiters.splice(0)) waiter.reject(denied);
    return;
  }
  for (const slotInMs of reserved.slotsInMs) waiters.shift()?.resolve(now + slotInMs);
  const impatient = waiters.findLastIndex((waiter) => now - waiter.since > patienceMs) + 1;
  const denied = new SlotDeniedError({ isResting: false, retryInMs: 10 * reserved.paceMs });
  for (const waiter of waiters.splice(0, impatient)) waiter.reject(denied);
  if (waiters.length > 0 && reserved.nextInMs > 0) await delay(Math.min(reserved.nextInMs, reserved.paceMs));
}

/** @param at by `performance.now()` */
async function waitUntil(at: number): Promise<void> {
  const aheadMs = at - performance.now();
  if (aheadMs > 0) await delay(aheadMs);
}

async function throwWhileResting({ restsForMs }: SlotSource): Promise<void> {
  const retryInMs = await restsForMs();
  if (retryInMs > 0) throw new SlotDeniedError({ isResting: true, retryInMs });
}
