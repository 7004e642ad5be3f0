/**
 * After users were taken for sending, those that follow are gathered for this long, so that many people accepted at once
 * share a few calls.
 */
const GATHER_MS = 1_000;

/** Where none wait, they are looked for again after this long. */
const LOOK_AGAIN_MS = 100;

export interface UserTurn {
  /** Whether users may be taken now. */
  isOn: () => boolean;
  /** In how many milliseconds they may be; 0 when they may be now. */
  inMs: () => number;
  /** Says that some have been taken. */
  taken: () => void;
  /** Says that none wait. */
  noneWait: () => void;
}

/** @param takenAgoMs how long ago users of this connection were last taken, by whichever worker; null when never */
export function createUserTurn(takenAgoMs: number | null): UserTurn {
  let nextAt = takenAgoMs === null ? 0 : performance.now() - takenAgoMs + GATHER_MS;
  return {
    isOn: () => performance.now() >= nextAt,
    inMs: () => Math.max(0, nextAt - performance.now()),
    taken: () => {
      nextAt = performance.now() + GATHER_MS;
    },
    noneWait: () => {
      nextAt = Math.max(nextAt, performance.now() + LOOK_AGAIN_MS);
    },
  };
}
