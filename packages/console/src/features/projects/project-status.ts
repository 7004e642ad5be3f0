import type { Project } from '@illumera/api-models';
import { Archive, CircleCheck, PencilLine, Rocket } from 'lucide-react';
import type { ChipLook } from '../../ui/chip.tsx';

export const projectStatuses = {
  draft: { label: 'Draft', icon: PencilLine, tone: 'quiet' },
  active: { label: 'Active', icon: Rocket, tone: 'good' },
  completed: { label: 'Completed', icon: CircleCheck, tone: 'final' },
  archived: { label: 'Archived', icon: Archive, tone: 'quiet' },
} satisfies Record<Project['status'], ChipLook>;
