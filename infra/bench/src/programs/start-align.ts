import { z } from 'zod';
import type { WindowLimit } from '../align/window-counter.ts';
import type { Program, ProgramOptions } from './start-program.ts';
import { limitVariables } from './start-sync-worker.ts';

const Arrival = z.object({
  atMs: z.number(),
  key: z.string(),
  method: z.string(),
  path: z.string(),
  mark: z.string().optional(),
});
const Entity = z.object({
  alignId: z.string(),
  externalId: z.string(),
  type: z.string(),
  fields: z.record(z.string(), z.unknown()),
  creates: z.number(),
  status: z.string(),
});
const Counts = z.object({ refused: z.number(), outOfOrder: z.number(), arrivals: z.number() });

/** The stand-in in its own process, as the bench sees it. */
export interface RunningAlign {
  /** With `/api/v1`. */
  baseUrl: string;
  arrivals: () => Promise<z.output<typeof Arrival>[]>;
  entities: () => Promise<z.output<typeof Entity>[]>;
  counts: () => Promise<z.output<typeof Counts>>;
  /** Forgets everything. */
  reset: () => Promise<void>;
}

export interface AlignOptions {
  /** Default: it refuses nothing. */
  limit?: WindowLimit;
  /** How long each answer takes. Default: it comes at once. */
  answerAfterMs?: number;
  /** Where the entries are that it lists, in `remote_entries`. Default: it has none. */
  connectionString?: string;
}

/** Starts the stand-in. */
export async function startAlign(
  start: (options: ProgramOptions) => Program,
  { limit, answerAfterMs = 0, connectionString }: AlignOptions = {},
): Promise<RunningAlign> {
  const env = {
    ...limitVariables(limit),
    ANSWER_AFTER_MS: String(answerAfterMs),
    ...(connectionString === undefined ? {} : { DATABASE_URL: connectionString }),
  };
  const program = start({ main: 'infra/bench/src/align/main.ts', env });
  const url = await program.says(/listening at (http:\S+)/);
  const ask = async (path: string): Promise<unknown> => (await fetch(`${url}/control/${path}`)).json();
  return {
    baseUrl: `${url}/api/v1`,
    arrivals: async () => z.array(Arrival).parse(await ask('arrivals')),
    entities: async () => z.array(Entity).parse(await ask('entities')),
    counts: async () => Counts.parse(await ask('counts')),
    reset: async () => void (await ask('reset')),
  };
}
