import { readFileSync } from 'node:fs';

/** The last lines of a log, for a message. */
export function tailLog(file: string, lines = 15): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
