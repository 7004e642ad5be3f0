import { parseArgs } from 'node:util';
import { z } from 'zod';
import { StartFault } from './start-fault.ts';

const USAGE = 'usage: npm start [-- [--fresh] [--port-base <port>]]';
const DEFAULT_PORT_BASE = 3000;

const port = z.coerce.number().int().min(1).max(65_535);
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);

const Environment = z.object({
  DATABASE_URL: z.preprocess(blankIsUnset, z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  API_PORT: z.preprocess(blankIsUnset, port.optional()),
  WEBHOOK_INGEST_PORT: z.preprocess(blankIsUnset, port.optional()),
  SYNC_WORKER_PORT: z.preprocess(blankIsUnset, port.optional()),
  ALIGN_SANDBOX_PORT: z.preprocess(blankIsUnset, port.optional()),
  /** Where everything that outlives a run is kept. */
  DATA_DIRECTORY: z.preprocess(blankIsUnset, z.string().optional()),
});

export interface Ports {
  api: number;
  webhookIngest: number;
  syncWorker: number;
  alignSandbox: number;
}

export interface Settings {
  ports: Ports;
  /** Whether to begin with an empty data directory. */
  fresh: boolean;
  /** A Postgres that is running already. */
  databaseUrl: string | undefined;
  dataDirectory: string | undefined;
}

/**
 * Reads the command line and the environment.
 * @throws StartFault when either cannot be understood.
 */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): Settings {
  const flags = parseFlags(args);
  const base = port.max(50_000).safeParse(flags['port-base'] ?? DEFAULT_PORT_BASE);
  if (!base.success) throw new StartFault(`--port-base must be a port from 1 to 50000\n${USAGE}`);
  const environment = Environment.safeParse(env);
  if (!environment.success) throw new StartFault(z.prettifyError(environment.error));
  const { data } = environment;
  return {
    ports: {
      api: data.API_PORT ?? base.data,
      webhookIngest: data.WEBHOOK_INGEST_PORT ?? base.data + 1,
      syncWorker: data.SYNC_WORKER_PORT ?? base.data + 2,
      alignSandbox: data.ALIGN_SANDBOX_PORT ?? base.data + 1010,
    },
    fresh: flags.fresh ?? false,
    databaseUrl: data.DATABASE_URL,
    dataDirectory: data.DATA_DIRECTORY,
  };
}

function parseFlags(args: string[]) {
  try {
    return parseArgs({ args, options: { fresh: { type: 'boolean' }, 'port-base': { type: 'string' } } })
      .values;
  } catch (cause) {
    throw new StartFault(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`, { cause });
  }
}
