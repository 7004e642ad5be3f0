import type { z } from 'zod';
import { type ProgramOptions, startProgram } from './start-program.ts';

/**
 * Runs a program to its end and reads the JSON that is its last line.
 * @throws an Error with its output when it fails
 */
export async function runProgram<Schema extends z.ZodType>(
  schema: Schema,
  options: ProgramOptions,
): Promise<z.output<Schema>> {
  const program = startProgram(options);
  const code = await program.exited;
  if (code !== 0) throw new Error([`${options.main} ended with ${code}:`, ...program.lines].join('\n'));
  return schema.parse(JSON.parse(program.lines.at(-1) ?? ''));
}
