import { readSettings, SettingsError } from '@illumera/runtime';
import { CommanderError } from 'commander';
import { BenchSettings } from './config.ts';
import { readCommandLine } from './read-command-line.ts';
import { keepRecord } from './report/keep-record.ts';
import { runBench } from './run-bench.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const commandLine = readCommandLine(process.argv.slice(2));
  const { DATABASE_URL: databaseUrl } = readSettings(BenchSettings, process.env);
  let voided = 0;
  await runBench({
    commandLine,
    databaseUrl,
    say,
    keep: (record) => {
      voided += record.gates.filter(({ passed }) => !passed).length;
      say(`written: ${keepRecord(record)}`);
    },
  });
  process.exitCode = voided === 0 ? 0 : 1;
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof SettingsError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else throw error;
}
