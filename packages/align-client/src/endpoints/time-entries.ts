import { z } from 'zod';
import { AlignId } from '../models/align-id.ts';
import { ExternalRef } from '../models/external-ref.ts';
import { PageQuery, pageOf } from '../models/page.ts';
import { TimeEntry } from '../models/time-entry.ts';
import type { EndpointTable } from './endpoint.ts';

const ListQuery = PageQuery.extend({
  /** First and last work date, both included. */
  startDate: z.iso.date().optional(),
  endDate: z.iso.date().optional(),
});

const NewTimeEntry = z.strictObject({
  userId: AlignId,
  workDate: z.iso.date(),
  minutes: z.int(),
  description: z.string().optional(),
  billable: z.boolean(),
  externalRef: ExternalRef,
});

export const timeEntryEndpoints = {
  listTimeEntries: {
    method: 'GET',
    path: '/projects/:projectId/time-entries',
    mutation: false,
    query: ListQuery.optional(),
    response: pageOf(TimeEntry),
  },
  createTimeEntry: {
    method: 'POST',
    path: '/projects/:projectId/time-entries',
    mutation: true,
    request: NewTimeEntry,
    response: TimeEntry,
  },
  updateTimeEntry: {
    method: 'PATCH',
    path: '/time-entries/:timeEntryId',
    mutation: true,
    request: NewTimeEntry.pick({ workDate: true, minutes: true, description: true }).partial(),
    response: TimeEntry,
  },
  submitTimeEntry: {
    method: 'POST',
    path: '/time-entries/:timeEntryId/submit',
    mutation: true,
    response: TimeEntry,
  },
  deleteTimeEntry: {
    method: 'DELETE',
    path: '/time-entries/:timeEntryId',
    mutation: true,
    response: null,
  },
  unlockTimeEntry: {
    method: 'POST',
    path: '/time-entries/:timeEntryId/unlock',
    mutation: true,
    request: z.strictObject({ reason: z.string() }).optional(),
    response: null,
  },
} as const satisfies EndpointTable;
