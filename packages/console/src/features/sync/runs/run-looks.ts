import type { ReconciliationRun } from '@illumera/api-models';
import { CircleAlert, CircleCheck, CircleDashed, RefreshCw } from 'lucide-react';
import type { ChipLook } from '../../../ui/chip.tsx';

export const runStates = {
  running: { label: 'Running', icon: RefreshCw, tone: 'wait' },
  complete: { label: 'Complete', icon: CircleCheck, tone: 'good' },
  incomplete: { label: 'Incomplete', icon: CircleDashed, tone: 'warn' },
  failed: { label: 'Failed', icon: CircleAlert, tone: 'bad' },
} satisfies Record<ReconciliationRun['state'], ChipLook>;

/** What a run compares, in words. */
export const runScopes = {
  time_entries: 'Time entries',
  nightly: 'Everything',
  links: 'Links',
  deliveries: 'Deliveries in Align’s ledger',
} satisfies Record<ReconciliationRun['scope'], string>;
