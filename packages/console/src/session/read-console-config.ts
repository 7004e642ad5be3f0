import { ConsoleConfig } from '@illumera/api-models';

/**
 * Reads what this installation says of itself.
 * @throws where it cannot be read or does not fit its model.
 */
export async function readConsoleConfig(): Promise<ConsoleConfig> {
  const answer = await fetch('/console-config.json');
  if (!answer.ok) throw new Error(`The settings of this page answered ${answer.status}.`);
  return ConsoleConfig.parse(await answer.json());
}
