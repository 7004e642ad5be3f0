import { moveClock } from './clock/move-clock.ts';
import type { Sandbox } from './sandbox.ts';

/** Makes everything as after the first start, but for the issuer's signing key: tokens already issued keep verifying. */
export function resetSandbox(sandbox: Sandbox): void {
  const { store, holds, answers, switches, randomness, wallClock } = sandbox;
  holds.remove();
  store.reset();
  answers.clear();
  switches.restore();
  randomness.rewind();
  moveClock(sandbox, { toMs: wallClock.nowMs(), isStopped: false });
}
