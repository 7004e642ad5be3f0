import { z } from 'zod';
import { CalendarDate, Id, Timestamp } from './scalars.ts';

export const TimeEntry = z.object({
  id: Id,
  companyId: Id,
  projectId: Id,
  projectName: z.string(),
  engagementId: Id,
  personId: Id,
  personName: z.string(),
  workDate: CalendarDate,
  minutes: z.int(),
  notes: z.string().nullable(),
  status: z.enum(['draft', 'submitted', 'approved', 'rejected', 'locked', 'invoiced']),
  rejectionReason: z.string().nullable(),
  source: z.enum(['illumera', 'align']),
  syncStatus: z.enum(['pending', 'synced', 'error']),
  syncError: z.string().nullable(),
  isAdjustment: z.boolean(),
  adjustsEntryId: Id.nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type TimeEntry = z.output<typeof TimeEntry>;
