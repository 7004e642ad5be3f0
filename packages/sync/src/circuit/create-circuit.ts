import {
  BrokenCircuitError,
  ConstantBackoff,
  CircuitState,
  circuitBreaker,
  handleWhen,
  type IBreaker,
} from 'cockatiel';
import { isAlignDown } from './is-align-down.ts';

/** Holds calls back after too many have failed. */
export interface Circuit {
  isClosed: () => boolean;
  /** @throws BrokenCircuitError where the call was held back */
  execute: <Answer>(call: () => Promise<Answer>) => Promise<Answer>;
}

/** To cockatiel an open circuit may be tried at any time. */
const AT_ANY_TIME = new ConstantBackoff(Number.NEGATIVE_INFINITY);

/**
 * A circuit that lets a call through again after a time by this process's monotonic clock: cockatiel goes by the one that may
 * be set, and one set back would keep it open for as long.
 */
export function createCircuit({
  breaker,
  probeAfterMs,
}: {
  breaker: IBreaker;
  probeAfterMs: number;
}): Circuit {
  const circuit = circuitBreaker(handleWhen(isAlignDown), { halfOpenAfter: AT_ANY_TIME, breaker });
  let openUntil = 0;
  circuit.onBreak(() => {
    openUntil = performance.now() + probeAfterMs;
  });
  return {
    isClosed: () => circuit.state === CircuitState.Closed,
    execute: async (call) => {
      if (circuit.state === CircuitState.Open && performance.now() < openUntil)
        throw new BrokenCircuitError();
      return circuit.execute(call);
    },
  };
}
