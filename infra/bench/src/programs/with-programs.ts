import { type Program, type ProgramOptions, startProgram } from './start-program.ts';

/** Runs `use` with a way to start programs, and stops them all afterwards, the last one first. */
export async function withPrograms<Result>(
  use: (start: (options: ProgramOptions) => Program) => Promise<Result>,
): Promise<Result> {
  const started: Program[] = [];
  try {
    return await use((options) => {
      const program = startProgram(options);
      started.push(program);
      return program;
    });
  } finally {
    for (const program of started.toReversed()) await program.stop();
  }
}
