import { z } from 'zod';
import { runProgram } from '../../programs/run-program.ts';

export interface Target {
  alignOrgId: string;
  path: string;
}

const Load = z.object({
  perSecond: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  statuses: z.record(z.string(), z.number()),
  acknowledged: z.array(z.string()),
});

export interface Delivering {
  url: string;
  format: 'align' | 'stripe';
  targets: readonly Target[];
  connections: number;
  durationMs: number;
  /** Sent before that and not counted; default: nothing. */
  warmUpMs?: number;
  /** Where the load runs; default: wherever there is room. */
  core?: number;
}

/** Delivers in a closed loop from a process of its own. */
export function deliver({ url, format, targets, connections, durationMs, warmUpMs = 0, core }: Delivering) {
  return runProgram(Load, {
    main: 'infra/bench/src/load/deliveries-main.ts',
    ...(core === undefined ? {} : { core }),
    env: {
      URL: url,
      FORMAT: format,
      CONNECTIONS: String(connections),
      DURATION_MS: String(durationMs),
      WARM_UP_MS: String(warmUpMs),
      TARGETS: JSON.stringify(targets),
    },
  });
}
