import type { ConnectionHealth } from '@illumera/api-models';
import { CircleAlert, CircleCheck, TriangleAlert, Unplug } from 'lucide-react';
import type { ChipLook } from '../../ui/chip.tsx';

export const healthStates = {
  healthy: { label: 'Healthy', icon: CircleCheck, tone: 'good' },
  degraded: { label: 'Needs attention', icon: TriangleAlert, tone: 'warn' },
  failing: { label: 'Not working', icon: CircleAlert, tone: 'bad' },
  disconnected: { label: 'Disconnected', icon: Unplug, tone: 'quiet' },
} satisfies Record<ConnectionHealth['state'], ChipLook>;
