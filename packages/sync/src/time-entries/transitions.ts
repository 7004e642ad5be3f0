import type { TimeEntryStatus } from '@illumera/schema';

export interface Transition {
  readonly from: readonly TimeEntryStatus[];
  /** Absent where the entry itself keeps its status. */
  readonly to?: TimeEntryStatus;
  /** How a refusal names the action: "only entries that are … can be <participle>". */
  readonly participle: string;
}

/** What people may do to an entry here, and in which status (S2 "Time Entry Workflow"); all else is Align's to decide. */
export const transitions = {
  change: { from: ['draft'], participle: 'changed' },
  delete: { from: ['draft'], participle: 'deleted' },
  submit: { from: ['draft'], to: 'submitted', participle: 'submitted' },
  adjust: { from: ['rejected'], participle: 'adjusted' },
  unlock: { from: ['approved', 'locked'], participle: 'unlocked' },
} as const satisfies Record<string, Transition>;

export type TimeEntryAction = keyof typeof transitions;

/** What can be done with an entry in each status. */
export const nextSteps = {
  draft: 'it can be changed, deleted or submitted',
  submitted: 'it waits to be approved or rejected in Align',
  approved: 'a company admin can ask Align to unlock it',
  rejected: 'it can be replaced by an adjustment',
  locked: 'a company admin can ask Align to unlock it',
  invoiced: 'it is final',
} as const satisfies Record<TimeEntryStatus, string>;
