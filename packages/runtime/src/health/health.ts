/** Something a process needs to do its work. */
export interface HealthCheck {
  name: string;
  /** Why it cannot be used now, or undefined when it can. */
  check: () => Promise<string | undefined>;
}

/** What a process says about itself. */
export interface Health {
  name: string;
  version: string;
  startedAt: Date;
  /** Whether the process is stopping; it is not ready from then on. */
  isDraining: () => boolean;
}
