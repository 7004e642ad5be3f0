import type { TimeEntry } from '@illumera/api-models';
import { BadgeCheck, Hourglass, Lock, PencilLine, Receipt, Undo2 } from 'lucide-react';
import type { ChipLook } from '../../ui/chip.tsx';

export const timeEntryStatuses = {
  draft: { label: 'Draft', icon: PencilLine, tone: 'quiet' },
  submitted: { label: 'Submitted', icon: Hourglass, tone: 'wait' },
  approved: { label: 'Approved', icon: BadgeCheck, tone: 'good' },
  rejected: { label: 'Rejected', icon: Undo2, tone: 'bad' },
  locked: { label: 'Locked', icon: Lock, tone: 'final' },
  invoiced: { label: 'Invoiced', icon: Receipt, tone: 'final' },
} satisfies Record<TimeEntry['status'], ChipLook>;
