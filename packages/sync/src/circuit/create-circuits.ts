import type { AlignClient } from '@illumera/align-client';
import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IBreaker,
} from 'cockatiel';
import { AlignDownError } from './align-down-error.ts';
import { isAlignDown } from './is-align-down.ts';

/** Failures in a row, of any of its calls, after which a connection's calls are held back. */
const CONNECTION_FAILURES = 20;
/** From so many connections, and none answered in between, failures mean that Align is down for everybody. */
const CONNECTIONS_FAILING = 3;
const EVERYBODY_FAILURES = 20;
/** How long calls are held back before one of them tries again. */
const PROBE_AFTER_MS = 15_000;

export interface Circuits {
  /**
   * Holds a connection's calls back while Align is down for it or for everybody; one call at a time tries again.
   * @returns a client whose calls throw AlignDownError when they were held back, or tried again in vain
   */
  around: (connectionId: string, client: AlignClient) => AlignClient;
  /** How many connections' calls are held back, and whether everybody's are. */
  open: () => { connections: number; everybody: boolean };
}

/**
 * The circuits of one process. Each process finds out for itself that Align is down, at the cost of a few attempts; what it
 * finds is written on the connection, so that the others leave that alone.
 */
export function createCircuits({ probeAfterMs = PROBE_AFTER_MS }: { probeAfterMs?: number } = {}): Circuits {
  const failing = new Set<string>();
  const newCircuit = (breaker: IBreaker) =>
    circuitBreaker(handleWhen(isAlignDown), { halfOpenAfter: probeAfterMs, breaker });
  const everybody = newCircuit(breakerForEverybody(failing));
  const ofConnections = new Map<string, CircuitBreakerPolicy>();
  const circuitOf = (connectionId: string): CircuitBreakerPolicy => {
    const known = ofConnections.get(connectionId) ?? newCircuit(new ConsecutiveBreaker(CONNECTION_FAILURES));
    ofConnections.set(connectionId, known);
    return known;
  };
  // An answer that refuses the call is an answer: it comes back as a value, so that no circuit takes it for a failure.
  const observed = async <Answer>(connectionId: string, call: () => Promise<Answer>) => {
    try {
      const answer = await call();
      failing.clear();
      return { answer };
    } catch (error) {
      if (!isAlignDown(error)) return { error };
      failing.add(connectionId);
      throw error;
    }
  };
  const guarded = async <Answer>(connectionId: string, call: () => Promise<Answer>) => {
    const own = circuitOf(connectionId);
    const isProbe = [everybody, own].some((circuit) => circuit.state !== CircuitState.Closed);
    try {
      return await own.execute(() => everybody.execute(() => observed(connectionId, call)));
    } catch (error) {
      if (!(error instanceof BrokenCircuitError) && !(isProbe && isAlignDown(error))) throw error;
      throw new AlignDownError('Align is down; calls are held back', {
        retryInMs: probeAfterMs,
        cause: error,
      });
    }
  };
  return {
    around: (connectionId, client) => ({
      call: async (name, ...parts) => {
        const ended = await guarded(connectionId, () => client.call(name, ...parts));
        if ('error' in ended) throw ended.error;
        return ended.answer;
      },
    }),
    open: () => ({
      connections: [...ofConnections.values()].filter((circuit) => circuit.state !== CircuitState.Closed)
        .length,
      everybody: everybody.state !== CircuitState.Closed,
    }),
  };
}

/** @param failing the connections that have failed since any call went through */
function breakerForEverybody(failing: ReadonlySet<string>): IBreaker {
  const consecutive = new ConsecutiveBreaker(EVERYBODY_FAILURES);
  return {
    state: undefined,
    success: () => consecutive.success(),
    failure: () => consecutive.failure() && failing.size >= CONNECTIONS_FAILING,
  };
}
