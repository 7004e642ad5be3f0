import { Command } from 'commander';
import { commandGroups, singleCommands } from '../commands/index.ts';
import type { CommandDefinition } from './define-command.ts';
import { optionOf } from './option-of.ts';

export interface ProgramOptions {
  /** Carries out a command whose options fit. */
  onCommand: (definition: CommandDefinition, given: GivenOptions) => Promise<void>;
  writeOut: (text: string) => void;
  writeError: (text: string) => void;
}

export interface GivenOptions {
  json: boolean;
  options: Record<string, unknown>;
}

/** Makes the command line of every command; parsing it throws CommanderError on wrong usage. */
export function buildProgram(options: ProgramOptions): Command {
  const { writeOut, writeError } = options;
  const program = new Command('ops')
    .description("The operator's command of Illumera's Align integration")
    .option('--json', 'print JSON only', false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut, writeErr: writeError })
    .exitOverride();
  for (const [name, { summary, commands }] of Object.entries(commandGroups)) {
    const group = program.command(name).description(summary);
    for (const [verb, definition] of Object.entries(commands))
      addCommand(group, { verb, definition, options });
  }
  for (const [verb, definition] of Object.entries(singleCommands)) {
    addCommand(program, { verb, definition, options });
  }
  return program;
}

interface Addition {
  verb: string;
  definition: CommandDefinition;
  options: ProgramOptions;
}

function addCommand(group: Command, { verb, definition, options }: Addition): void {
  const command = group.command(verb).description(definition.summary).allowExcessArguments(false);
  for (const [field, schema] of Object.entries(definition.options.shape)) {
    command.addOption(optionOf(field, schema));
  }
  command.action(async () => {
    const { json, ...given } = command.optsWithGlobals<{ json: boolean }>();
    await options.onCommand(definition, { json, options: given });
  });
}
