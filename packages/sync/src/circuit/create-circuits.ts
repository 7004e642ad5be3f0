import type { AlignClient } from '@illumera/align-client';
import { BrokenCircuitError, ConsecutiveBreaker, type IBreaker } from 'cockatiel';
import { AlignDownError } from './align-down-error.ts';
import { type Circuit, createCircuit } from './create-circuit.ts';
import { isAlignDown } from './is-align-down.ts';

/** Failures in a row, of any of its calls, after which a connection's calls are held back. */
const CONNECTION_FAILURES = 20;
/** From so many connections, and none answered in between, failures mean that Align is down for everybody. */
const CONNECTIONS_FAILING = 3;
const EVERYBODY_FAILURES = 20;
/** How long calls are held back before Align is asked again. */
const PROBE_AFTER_MS = 15_000;

export interface Circuits {
  /**
   * Holds a connection's calls back while Align is down for it or for everybody. From time to time Align is asked for the key's
   * own account: no change has to fail to find out that Align is back, and one that Align always fails on holds up no other.
   * @param within lets that question out in a slot of its own
   * @returns a client whose calls throw AlignDownError when they were held back
   */
  around: (
    connectionId: string,
    client: AlignClient,
    within: (client: AlignClient) => AlignClient,
  ) => AlignClient;
  /** How many connections' calls are held back, and whether everybody's are. */
  open: () => { connections: number; everybody: boolean };
}

/**
 * The circuits of one process. Each process finds out for itself that Align is down, at the cost of a few attempts; what it
 * finds is written on the connection, so that the others leave that alone.
 */
export function createCircuits({ probeAfterMs = PROBE_AFTER_MS }: { probeAfterMs?: number } = {}): Circuits {
  const failing = new Set<string>();
  const newCircuit = (breaker: IBreaker) => createCircuit({ breaker, probeAfterMs });
  const everybody = newCircuit(breakerForEverybody(failing));
  const ofConnections = new Map<string, Circuit>();
  const circuitOf = (connectionId: string): Circuit => {
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
  const isHeldBack = (connectionId: string): boolean =>
    [everybody, circuitOf(connectionId)].some((circuit) => !circuit.isClosed());
  const guarded = (connectionId: string, client: AlignClient): AlignClient => ({
    call: async (name, ...parts) => {
      const wasHeldBack = isHeldBack(connectionId);
      const call = () => everybody.execute(() => observed(connectionId, () => client.call(name, ...parts)));
      try {
        const ended = await circuitOf(connectionId).execute(call);
        if ('error' in ended) throw ended.error;
        return ended.answer;
      } catch (error) {
        if (!(error instanceof BrokenCircuitError) && !(wasHeldBack && isAlignDown(error))) throw error;
        const held = { retryInMs: probeAfterMs, cause: error };
        throw new AlignDownError('Align is down; calls are held back', held);
      }
    },
  });
  const probes = new Map<string, Promise<unknown>>();
  return {
    around: (connectionId, client, within) => {
      const calls = guarded(connectionId, client);
      const probe = (): Promise<unknown> => {
        const running = probes.get(connectionId) ?? within(calls).call('getMe');
        probes.set(connectionId, running);
        return running.finally(() => probes.delete(connectionId));
      };
      return {
        call: async (name, ...parts) => {
          if (isHeldBack(connectionId)) await probe();
          return calls.call(name, ...parts);
        },
      };
    },
    open: () => ({
      connections: [...ofConnections.values()].filter((circuit) => !circuit.isClosed()).length,
      everybody: !everybody.isClosed(),
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
