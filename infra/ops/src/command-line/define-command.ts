import type { Database } from '@illumera/schema';
import type { Conflict, Invalid, NotFound } from '@illumera/sync';
import type { z } from 'zod';
import type { OpsSettings } from '../config.ts';

export interface CommandContext {
  settings: OpsSettings;
  database: Database;
  /** Tells a person how a long command gets on; goes to stderr where a person watches. */
  report: (line: string) => void;
}

/** What was done: `json` is for programs, `text` for people, without a final newline. */
export interface Report {
  kind: 'done';
  /** Set where the command did what it is for and what it looked at is not well: then it has failed for whoever called it. */
  isIll?: boolean;
  json: unknown;
  text: string;
}

export type CommandAnswer = Report | Invalid | Conflict | NotFound;

export interface CommandDefinition<Options extends z.ZodObject = z.ZodObject> {
  summary: string;
  /** One `--option <value>` a key, in kebab case, described by the field's description. */
  options: Options;
  run: (context: CommandContext, options: z.output<Options>) => Promise<CommandAnswer>;
}

/** Keeps the exact type of a command's options for its `run`. */
export function defineCommand<Options extends z.ZodObject>(
  definition: CommandDefinition<Options>,
): CommandDefinition {
  return definition;
}
