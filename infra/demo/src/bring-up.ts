import { migrate } from '@illumera/schema';
import { progress } from './progress.ts';
import { programsOf, wantedPorts } from './programs.ts';
import { checkPorts } from './setting-up/check-ports.ts';
import { encryptionKey } from './setting-up/encryption-key.ts';
import { openDataDirectory } from './setting-up/open-data-directory.ts';
import { type OpenPostgres, openPostgres } from './setting-up/open-postgres.ts';
import type { Settings } from './settings.ts';
import { StartFault } from './start-fault.ts';
import { createSupervisor } from './supervisor/create-supervisor.ts';

export interface BringUpOptions {
  root: string;
  dataDirectory: string;
  settings: Settings;
  /** Collects what undoes each step; the last one comes first. */
  onUndo: (undo: () => Promise<void>) => void;
  /** Told when something that was running ends by itself. */
  onUnexpectedEnd: (fault: StartFault) => void;
}

export interface RunningDemo {
  /** Where to reach the database. */
  databaseUrl: string;
  logs: string;
  /** What the seed says about who may sign in. */
  seedLog: string;
}

const PORT_PATIENCE_MS = 5_000;
const READY_TIMEOUT_MS = 60_000;
/** A service has 25 s to stop; this is a little more. */
const STOP_GRACE_MS = 28_000;

/**
 * Starts everything in order.
 * @throws StartFault, or the system's error, at the first thing that fails; what was started stays for `onUndo`.
 */
export async function bringUp(options: BringUpOptions): Promise<RunningDemo> {
  const { root, settings, onUndo, onUnexpectedEnd } = options;
  if (settings.fresh && settings.databaseUrl !== undefined) {
    throw new StartFault(
      '--fresh does not empty the database of DATABASE_URL: unset the variable, or empty it.',
    );
  }
  await checkPorts(wantedPorts(settings.ports), PORT_PATIENCE_MS);
  const directory = await openDataDirectory(options.dataDirectory, settings.fresh);

  const postgres = await progress('Postgres', () => openPostgres(settings.databaseUrl, directory));
  onUndo(postgres.stop);
  void tellOfEnd(postgres, directory.logs, onUnexpectedEnd);
  await progress('schema', () => migrate(postgres.connectionString));

  const supervisor = createSupervisor({
    logDirectory: directory.logs,
    readyTimeoutMs: READY_TIMEOUT_MS,
    graceMs: STOP_GRACE_MS,
    onUnexpectedEnd,
  });
  onUndo(supervisor.stop);
  const programs = programsOf({
    root,
    ports: settings.ports,
    databaseUrl: postgres.connectionString,
    encryptionKey: encryptionKey(directory.encryptionKey),
    sandboxState: directory.sandboxState,
  });
  await progress('console', () => supervisor.run(programs.buildConsole));
  await progress('Align stand-in', () => supervisor.start(programs.sandbox));
  await progress('services', () => Promise.all(programs.services.map(supervisor.start)));
  await progress('demo data', () => supervisor.run(programs.seed));
  await progress('traffic', () => supervisor.start(programs.traffic));
  return {
    databaseUrl: postgres.connectionString,
    logs: directory.logs,
    seedLog: `${directory.logs}/${programs.seed.name}.log`,
  };
}

/** While the demo stops, nobody listens any more. */
async function tellOfEnd(
  postgres: OpenPostgres,
  logs: string,
  onUnexpectedEnd: BringUpOptions['onUnexpectedEnd'],
): Promise<void> {
  await postgres.ended;
  onUnexpectedEnd(new StartFault(`Postgres ended by itself; its log is in ${logs}`));
}
