import type { ReconciliationScope } from '@illumera/schema';
import type { Step } from './step.ts';
import { reconcileTimeEntries } from './time-entries/reconcile-time-entries.ts';

/** Every comparison that a run may make. */
export const reconciliationSteps = {
  time_entries: reconcileTimeEntries,
} satisfies Record<string, Step>;

export type StepName = keyof typeof reconciliationSteps;

/** What the runs of each scope compare, in order: what heals comes before what adds up. */
export const stepsOfScope: Readonly<Record<ReconciliationScope, readonly StepName[]>> = {
  time_entries: ['time_entries'],
  nightly: ['time_entries'],
  links: [],
  deliveries: [],
};
