import { z } from 'zod';
import { Id, Timestamp } from './scalars.ts';

export const Project = z.object({
  id: Id,
  companyId: Id,
  name: z.string(),
  description: z.string().nullable(),
  status: z.enum(['draft', 'active', 'completed', 'archived']),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Project = z.output<typeof Project>;

/** A role the project still looks for, or has filled. */
export const Slot = z.object({
  id: Id,
  projectId: Id,
  title: z.string(),
  hours: z.int(),
  durationWeeks: z.int(),
  status: z.enum(['open', 'filled']),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Slot = z.output<typeof Slot>;
