export { ControlError } from './control-error.ts';
export {
  type ControlClient,
  createControlClient,
  type EntryMove,
  type EntryQuestion,
} from './create-control-client.ts';
export type { Account, AlignTimeEntry, Organization } from './models.ts';
