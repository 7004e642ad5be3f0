export type { SwitchChanges, SwitchName, SwitchValues } from './switches.ts';
