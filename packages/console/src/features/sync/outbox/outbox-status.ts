import type { OutboxItem } from '@illumera/api-models';
import { CircleAlert, CircleCheck, Clock3, LoaderCircle } from 'lucide-react';
import type { ChipLook } from '../../../ui/chip.tsx';

export const outboxStatuses = {
  pending: { label: 'Pending', icon: Clock3, tone: 'quiet' },
  processing: { label: 'Processing', icon: LoaderCircle, tone: 'wait' },
  done: { label: 'Done', icon: CircleCheck, tone: 'good' },
  failed: { label: 'Failed', icon: CircleAlert, tone: 'bad' },
} satisfies Record<OutboxItem['status'], ChipLook>;
