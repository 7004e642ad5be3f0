/** One step of an entry's life: the talent submits here, the company does the rest in Align. */
export const stepResults = {
  submit: 'submitted',
  approve: 'approved',
  reject: 'rejected',
  lock: 'locked',
  invoice: 'invoiced',
} as const;

export type EntryStep = keyof typeof stepResults;
export type EntryState = 'draft' | (typeof stepResults)[EntryStep];

const paths = {
  draft: [],
  submitted: ['submit'],
  approved: ['submit', 'approve'],
  rejected: ['submit', 'reject'],
  locked: ['submit', 'approve', 'lock'],
  invoiced: ['submit', 'approve', 'lock', 'invoice'],
} as const satisfies Record<EntryState, readonly EntryStep[]>;

/** The steps that still lead from one state to another; none where the state is off the path. */
export function stepsBetween(current: EntryState, wanted: EntryState): readonly EntryStep[] {
  const path: readonly EntryStep[] = paths[wanted];
  if (current === 'draft') return path;
  const taken = path.findIndex((step) => stepResults[step] === current);
  return taken === -1 ? [] : path.slice(taken + 1);
}
