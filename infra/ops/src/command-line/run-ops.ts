import { readSettings } from '@illumera/runtime';
import { createDatabase, createPool } from '@illumera/schema';
import { CommanderError } from 'commander';
import type { z } from 'zod';
import { OpsSettings } from '../config.ts';
import { buildProgram, type GivenOptions } from './build-program.ts';
import type { CommandAnswer, CommandDefinition } from './define-command.ts';
import { describeFailure } from './describe-failure.ts';
import { describeMisuse } from './describe-misuse.ts';
import { describeRefusal } from './describe-refusal.ts';

/** Contract: 0 done, 1 failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface OpsRun {
  /** What follows the command's name. */
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  writeOut: (text: string) => void;
  writeError: (text: string) => void;
  /** Whether a person watches how a long command gets on. */
  showProgress: boolean;
}

/** Runs one command. Never throws: whatever goes wrong is one line on stderr and the exit code. */
export async function runOps(run: OpsRun): Promise<ExitCode> {
  const { args, writeOut, writeError } = run;
  let exitCode: ExitCode = 0;
  const onCommand = async (definition: CommandDefinition, given: GivenOptions) => {
    exitCode = await carryOut(run, definition, given);
  };
  try {
    await buildProgram({ onCommand, writeOut, writeError }).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

async function carryOut(run: OpsRun, definition: CommandDefinition, given: GivenOptions): Promise<ExitCode> {
  const options = definition.options.safeParse(given.options);
  if (!options.success) {
    run.writeError(`${describeMisuse(options.error)}\n`);
    return 2;
  }
  try {
    const answer = await answerOf(run, definition, options.data);
    if (answer.kind !== 'done') return fail(run, given, describeRefusal(answer));
    run.writeOut(`${given.json ? JSON.stringify(answer.json) : answer.text}\n`);
    return answer.isIll ? 1 : 0;
  } catch (error) {
    return fail(run, given, describeFailure(error));
  }
}

async function answerOf(
  run: OpsRun,
  definition: CommandDefinition,
  options: z.output<CommandDefinition['options']>,
): Promise<CommandAnswer> {
  const settings = readSettings(OpsSettings, run.env);
  const pool = createPool({
    connectionString: settings.DATABASE_URL,
    maxConnections: 2,
    applicationName: 'ops',
  });
  const database = createDatabase(pool);
  try {
    const report = (line: string) => {
      if (run.showProgress) run.writeError(`${line}\n`);
    };
    return await definition.run({ settings, database, report }, options);
  } finally {
    await database.destroy();
  }
}

function fail(run: OpsRun, { json }: GivenOptions, message: string): ExitCode {
  run.writeError(`${message}\n`);
  if (json) run.writeOut(`${JSON.stringify({ error: message })}\n`);
  return 1;
}
