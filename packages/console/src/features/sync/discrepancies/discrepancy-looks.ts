import type { Discrepancy } from '@illumera/api-models';
import { CircleAlert, CircleCheck, Eye, EyeOff, Info, Split, TriangleAlert } from 'lucide-react';
import type { ChipLook } from '../../../ui/chip.tsx';

export const discrepancyStates = {
  open: { label: 'Open', icon: Split, tone: 'warn' },
  acknowledged: { label: 'Acknowledged', icon: Eye, tone: 'wait' },
  ignored: { label: 'Ignored', icon: EyeOff, tone: 'quiet' },
  resolved: { label: 'Resolved', icon: CircleCheck, tone: 'good' },
} satisfies Record<Discrepancy['state'], ChipLook>;

export const severities = {
  info: { label: 'Info', icon: Info, tone: 'quiet' },
  warning: { label: 'Warning', icon: TriangleAlert, tone: 'warn' },
  critical: { label: 'Critical', icon: CircleAlert, tone: 'bad' },
} satisfies Record<Discrepancy['severity'], ChipLook>;
