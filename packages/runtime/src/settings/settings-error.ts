/** The environment is not what a process needs. Its message lists every fault and no value. */
export class SettingsError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(['wrong settings:', ...faults].join('\n  '));
    this.name = 'SettingsError';
    this.faults = faults;
  }
}
