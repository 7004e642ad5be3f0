/** One program that the demo runs, to its end or until the demo stops. */
export interface ProgramDefinition {
  name: string;
  command: string;
  args: string[];
  /** Added to the environment of the demo. */
  env: NodeJS.ProcessEnv;
  workingDirectory: string;
}

/** A program that keeps running. */
export interface ProcessDefinition extends ProgramDefinition {
  /** Answers 200 once the process can do its work; without one it is ready as soon as it runs. */
  readyUrl?: string;
}
