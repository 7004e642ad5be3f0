import { spawnTethered, type TetheredOptions, type TetheredProcess } from '@illumera/testkit/servers';

/** What every step needs to know about the run. */
export interface Surroundings {
  root: string;
  spawn: (options: Pick<TetheredOptions, 'command' | 'args' | 'output'>) => TetheredProcess;
  /** Ends whatever runs at the moment. */
  stop: () => Promise<void>;
}

/** Time for the tests to take their databases and servers down, in milliseconds. */
const GRACE_MS = 20_000;

/** Remembers what is running, so that one interruption ends it. */
export function createSurroundings(root: string, env: NodeJS.ProcessEnv): Surroundings {
  const running = new Set<TetheredProcess>();
  const spawn: Surroundings['spawn'] = (options) => {
    const tethered = spawnTethered({
      ...options,
      workingDirectory: root,
      env,
      stopSignal: 'SIGINT',
      graceMs: GRACE_MS,
    });
    running.add(tethered);
    void tethered.exited.then(() => running.delete(tethered));
    return tethered;
  };
  const stop = async () => {
    await Promise.all([...running].map((tethered) => tethered.stop()));
  };
  return { root, spawn, stop };
}
