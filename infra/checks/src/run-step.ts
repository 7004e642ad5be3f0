import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import type { Step } from './steps.ts';
import type { Surroundings } from './surroundings.ts';

export interface StepResult {
  passed: boolean;
  output: string;
}

/** Runs one tool of the workspace to its end and keeps what it printed. */
export async function runStep(surroundings: Surroundings, step: Step): Promise<StepResult> {
  const tool = surroundings.spawn({
    command: join(surroundings.root, 'node_modules', '.bin', step.command),
    args: step.args,
    output: 'pipe',
  });
  const { stdout, stderr } = tool.tether;
  if (stdout === null || stderr === null) throw new Error(`${step.command} has no output to read`);
  const [output, complaints, code] = await Promise.all([text(stdout), text(stderr), tool.exited]);
  return { passed: code === 0, output: `${output}${complaints}`.trim() };
}
