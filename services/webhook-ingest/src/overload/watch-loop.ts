const LOOK_EVERY_MS = 20;

export interface LoopWatch {
  /** For how long what is read now may have waited in its socket, in milliseconds. */
  heldUpMs: () => number;
  stop: () => void;
}

/** Watches for how long the event loop has been at the requests that it found last: meanwhile no timer fires. */
export function watchLoop(): LoopWatch {
  let turnedAtMs = performance.now();
  const timer = setInterval(() => {
    turnedAtMs = performance.now();
  }, LOOK_EVERY_MS);
  timer.unref();
  return { heldUpMs: () => performance.now() - turnedAtMs, stop: () => clearInterval(timer) };
}
