import { type ExitCode, runOps } from '../src/command-line/run-ops.ts';

export interface Run {
  exitCode: ExitCode;
  stdout: string;
  stderr: string;
  /** Stdout read as one JSON value. */
  json: () => Record<string, unknown>;
}

/** Runs one command in this process against a database; `env` adds to its environment. */
export async function runCommand(
  connectionString: string | undefined,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Run> {
  const written = { out: '', error: '' };
  const exitCode = await runOps({
    args,
    env: { DATABASE_URL: connectionString, ...env },
    showProgress: false,
    writeOut: (text) => {
      written.out += text;
    },
    writeError: (text) => {
      written.error += text;
    },
  });
  const json = () => JSON.parse(written.out) as Record<string, unknown>;
  return { exitCode, stdout: written.out, stderr: written.error, json };
}
