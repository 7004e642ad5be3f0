import { versions as peerVersions } from './machine/peer-versions.ts';
import { type MachineFacts, machineFacts } from './machine/machine-facts.ts';
import type { Bench } from './bench.ts';
import { openBenchDatabases } from './database/bench-databases.ts';
import { openServer } from './database/open-server.ts';
import type { CommandLine } from './read-command-line.ts';
import type { RowResult } from './report/row-result.ts';
import { type RowName, rows } from './rows/rows.ts';

/** One row, with all that its figures have to be read beside. */
export interface BenchRecord extends RowResult {
  row: RowName;
  measuredAt: string;
  scale: CommandLine['scale'];
  rounds: number;
  note: string | undefined;
  machine: MachineFacts;
  peers: Record<string, string>;
}

export interface BenchRun {
  commandLine: CommandLine;
  databaseUrl: string | undefined;
  say: (line: string) => void;
  /** Given each row as soon as it has been measured. */
  keep: (record: BenchRecord) => void;
}

/** Measures the rows asked for, one after the other, on one Postgres. */
export async function runBench({ commandLine, databaseUrl, say, keep }: BenchRun): Promise<void> {
  const { rounds, scale, note } = commandLine;
  const server = await openServer(databaseUrl);
  try {
    const machine = await machineFacts(server.connectionString, server.directory);
    say(JSON.stringify(machine));
    const databases = await openBenchDatabases(server.connectionString);
    const bench: Bench = { databases, rounds, atScale: (values) => values[scale], say };
    try {
      for (const row of commandLine.rows) {
        say(`${row}:`);
        const measuredAt = new Date().toISOString();
        const result = await rows[row](bench);
        keep({ ...result, row, measuredAt, scale, rounds, note, machine, peers: peerVersions() });
      }
    } finally {
      await databases.destroy();
    }
  } finally {
    await server.stop();
  }
}
