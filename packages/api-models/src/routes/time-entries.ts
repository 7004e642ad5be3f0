import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { CalendarDate, Id, Minutes, Notes, Paging, pageOf } from '../models/scalars.ts';
import { TimeEntry } from '../models/time-entry.ts';

const params = z.object({ id: Id });
const readers = ['talent', 'company_admin', 'platform_admin'] as const;

export const timeEntryRoutes = {
  createTimeEntry: defineRoute({
    method: 'POST',
    path: '/api/time-entries',
    summary: 'Logs hours as a draft',
    tag: 'time entries',
    roles: ['talent'],
    body: z.strictObject({
      engagementId: Id,
      workDate: CalendarDate,
      minutes: Minutes,
      notes: Notes.optional(),
    }),
    answer: { status: 201, model: TimeEntry },
  }),
  listTimeEntries: defineRoute({
    method: 'GET',
    path: '/api/time-entries',
    summary: "Lists the talent's own entries, or the company's",
    tag: 'time entries',
    roles: readers,
    query: Paging.extend({
      companyId: Id.optional(),
      projectId: Id.optional(),
      engagementId: Id.optional(),
      status: TimeEntry.shape.status.optional(),
    }),
    answer: { status: 200, model: pageOf(TimeEntry) },
  }),
  readTimeEntry: defineRoute({
    method: 'GET',
    path: '/api/time-entries/:id',
    summary: 'Reads one entry',
    tag: 'time entries',
    roles: readers,
    params,
    answer: { status: 200, model: TimeEntry },
  }),
  updateTimeEntry: defineRoute({
    method: 'PATCH',
    path: '/api/time-entries/:id',
    summary: 'Changes a draft',
    tag: 'time entries',
    roles: ['talent'],
    params,
    body: z.strictObject({
      workDate: CalendarDate.optional(),
      minutes: Minutes.optional(),
      notes: Notes.nullable().optional(),
    }),
    answer: { status: 200, model: TimeEntry },
  }),
  deleteTimeEntry: defineRoute({
    method: 'DELETE',
    path: '/api/time-entries/:id',
    summary: 'Deletes a draft',
    tag: 'time entries',
    roles: ['talent'],
    params,
    answer: { status: 204 },
  }),
  submitTimeEntry: defineRoute({
    method: 'POST',
    path: '/api/time-entries/:id/submit',
    summary: 'Submits a draft for approval in Align',
    tag: 'time entries',
    roles: ['talent'],
    params,
    answer: { status: 200, model: TimeEntry },
  }),
  adjustTimeEntry: defineRoute({
    method: 'POST',
    path: '/api/time-entries/:id/adjust',
    summary: 'Replaces a rejected entry by a corrected draft',
    tag: 'time entries',
    roles: ['talent'],
    params,
    body: z.strictObject({ minutes: Minutes, notes: Notes.optional() }),
    answer: { status: 201, model: TimeEntry },
  }),
  unlockTimeEntry: defineRoute({
    method: 'POST',
    path: '/api/time-entries/:id/unlock',
    summary: 'Asks Align to unlock an approved or locked entry; its event brings the entry back to draft',
    tag: 'time entries',
    roles: ['company_admin'],
    params,
    body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }),
    answer: { status: 202, model: TimeEntry },
  }),
};
