/** What a tether is told to run; it travels as one JSON argument. */
export interface TetherOrder {
  command: string;
  args: string[];
  workingDirectory?: string;
  /** Whom to run the command as; only root may choose. */
  account?: { uid: number; gid: number };
  /** What asks the command to stop. */
  stopSignal: NodeJS.Signals;
  /** How long it may take to stop before its process group is killed, in milliseconds. */
  graceMs: number;
}

/**
 * Reads back what `spawnTethered` wrote.
 * @throws TypeError when the argument is missing.
 */
export function parseTetherOrder(argument: string | undefined): TetherOrder {
  if (argument === undefined) throw new TypeError('a tether needs its order as the first argument');
  return JSON.parse(argument) as TetherOrder;
}
