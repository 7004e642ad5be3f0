import type { Connection } from '@illumera/api-models';
import { CircleAlert, Plug, Unplug } from 'lucide-react';
import type { ChipLook } from '../../ui/chip.tsx';

export const connectionStatuses = {
  active: { label: 'Connected', icon: Plug, tone: 'good' },
  error: { label: 'Error', icon: CircleAlert, tone: 'bad' },
  disconnected: { label: 'Disconnected', icon: Unplug, tone: 'quiet' },
} satisfies Record<Connection['status'], ChipLook>;
