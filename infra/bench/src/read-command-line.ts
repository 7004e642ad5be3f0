import { Command, InvalidArgumentError, Option } from 'commander';
import type { Scale } from './bench.ts';
import { type RowName, rowNames } from './rows/rows.ts';

export interface CommandLine {
  rows: readonly RowName[];
  rounds: number;
  scale: Scale;
  /** What the page is to say about the run. */
  note: string | undefined;
}

const DEFAULT_ROUNDS = { quick: 1, full: 5 } as const satisfies Record<Scale, number>;

/** Reads `[row …] [--rounds N] [--scale quick|full]`. @throws CommanderError with what is wrong */
export function readCommandLine(args: readonly string[]): CommandLine {
  const program = new Command('bench')
    .description('Measures the rows of the speed targets and writes docs/benchmarks.')
    .argument('[rows...]', `of ${rowNames.join(', ')}; default: all`, toRow, [])
    .option('--rounds <count>', 'rounds of each measurement; default: 5, quick: 1', toCount)
    .addOption(
      new Option('--scale <scale>', 'how long and how much').choices(['quick', 'full']).default('full'),
    )
    .option('--note <text>', 'what the page is to say about this run')
    .exitOverride();
  program.parse([...args], { from: 'user' });
  const { rounds, scale, note } = program.opts<{ rounds?: number; scale: Scale; note?: string }>();
  const named = program.processedArgs[0] as RowName[];
  return {
    rows: named.length === 0 ? rowNames : named,
    rounds: rounds ?? DEFAULT_ROUNDS[scale],
    scale,
    note,
  };
}

function toRow(given: string, earlier: unknown): RowName[] {
  const name = rowNames.find((row) => row === given);
  if (name === undefined) throw new InvalidArgumentError(`is none of ${rowNames.join(', ')}`);
  return [...(earlier as RowName[]), name];
}

function toCount(given: string): number {
  if (!/^[1-9]\d{0,2}$/.test(given)) throw new InvalidArgumentError('must be a whole number from 1');
  return Number(given);
}
