import type { Delivery } from '@illumera/api-models';
import { CircleAlert, CircleCheck, Inbox } from 'lucide-react';
import type { ChipLook } from '../../../ui/chip.tsx';

export const deliveryStatuses = {
  received: { label: 'Received', icon: Inbox, tone: 'wait' },
  processed: { label: 'Processed', icon: CircleCheck, tone: 'good' },
  failed: { label: 'Failed', icon: CircleAlert, tone: 'bad' },
} satisfies Record<Delivery['status'], ChipLook>;
