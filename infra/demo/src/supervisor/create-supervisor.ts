import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { spawnTethered, type TetheredProcess } from '@illumera/testkit/servers';
import { StartFault } from '../start-fault.ts';
import type { ProcessDefinition, ProgramDefinition } from './process-definition.ts';
import { tailLog } from './tail-log.ts';
import { waitUntilReady } from './wait-until-ready.ts';

export interface SupervisorOptions {
  /** Where each program's output goes, to `<name>.log`. */
  logDirectory: string;
  /** How long a process may take to get ready, in milliseconds. */
  readyTimeoutMs: number;
  /** How long a process may take to stop before it is killed, in milliseconds. */
  graceMs: number;
  /** Told when a process that was ready ends by itself. */
  onUnexpectedEnd: (fault: StartFault) => void;
}

export interface Supervisor {
  /** Runs a program to its end. @throws StartFault when it fails. */
  run: (definition: ProgramDefinition) => Promise<void>;
  /** Starts a process and waits until it is ready. @throws StartFault when it does not get ready. */
  start: (definition: ProcessDefinition) => Promise<void>;
  /** Asks all to stop at once and waits for them; nothing can be started afterwards. */
  stop: () => Promise<void>;
}

/** Looks after programs that may not outlive this process. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const running = new Set<TetheredProcess>();
  let stopping = false;
  const logFile = (name: string) => join(options.logDirectory, `${name}.log`);
  const fault = (name: string, what: string) =>
    new StartFault(`${name} ${what}. The end of its log, ${logFile(name)}:\n${tailLog(logFile(name))}`);

  const launch = (definition: ProgramDefinition): TetheredProcess => {
    if (stopping) throw new StartFault(`${definition.name} was not started: the demo is stopping`);
    const log = openSync(logFile(definition.name), 'w');
    const launched = spawnTethered({
      command: definition.command,
      args: definition.args,
      workingDirectory: definition.workingDirectory,
      env: { ...process.env, ...definition.env },
      stopSignal: 'SIGTERM',
      graceMs: options.graceMs,
      output: log,
    });
    closeSync(log);
    running.add(launched);
    void launched.exited.finally(() => running.delete(launched));
    return launched;
  };

  const run = async (definition: ProgramDefinition) => {
    const code = await launch(definition).exited;
    if (code !== 0) throw fault(definition.name, `failed (exit code ${code})`);
  };

  const tellOfEnd = async (name: string, exited: Promise<number>) => {
    const code = await exited;
    if (!stopping) options.onUnexpectedEnd(fault(name, `ended by itself (exit code ${code})`));
  };

  const start = async (definition: ProcessDefinition) => {
    const { name, readyUrl } = definition;
    const { exited, isRunning } = launch(definition);
    const readiness =
      readyUrl === undefined
        ? ({ kind: 'ready' } as const)
        : await waitUntilReady(readyUrl, isRunning, options.readyTimeoutMs);
    if (readiness.kind === 'ended') throw fault(name, `ended while it started (exit code ${await exited})`);
    if (readiness.kind === 'late') {
      throw fault(name, `was not ready after ${options.readyTimeoutMs / 1000} s (${readiness.lastAnswer})`);
    }
    void tellOfEnd(name, exited);
  };

  const stop = async () => {
    stopping = true;
    await Promise.all([...running].map((process) => process.stop()));
  };

  return { run, start, stop };
}
