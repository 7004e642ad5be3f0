import type { CallInput, RouteName } from '@illumera/api-models';
import { ids } from './example-ids.ts';

type BodyOf<Name extends RouteName> = CallInput<Name> extends { body: infer Body } ? Body : never;
type RouteWithBody = {
  [Name in RouteName]: CallInput<Name> extends { body: unknown } ? Name : never;
}[RouteName];

const slot = { title: 'Welder', hours: 120, durationWeeks: 6 };

/** What to send to each route that takes a body. */
export const bodyExamples: { [Name in RouteWithBody]: BodyOf<Name> } = {
  connectAlign: { companyId: ids.company, apiKey: 'ako_live_5b1e7c529a57' },
  updateConnection: { importAlignEntries: 'realtime' },
  startBackfill: { dryRun: true },
  createProject: { companyId: ids.company, name: 'Harbour bridge', description: 'Steel works, phase two' },
  updateProject: { name: 'Harbour bridge, north span' },
  createSlot: slot,
  updateSlot: { hours: 160, status: 'filled' },
  createEngagement: { projectId: ids.project, personId: ids.person },
  createTimeEntry: {
    engagementId: ids.engagement,
    workDate: '2026-05-26',
    minutes: 150,
    notes: 'Welded the north span',
  },
  updateTimeEntry: { minutes: 165 },
  adjustTimeEntry: { minutes: 120, notes: 'Without the break' },
  unlockTimeEntry: { reason: 'The date was wrong' },
  createInvoice: { engagementId: ids.engagement, amountCents: 240_000, currency: 'USD' },
  retryFailed: { filter: { companyId: ids.company, entityType: 'time_entry' }, dryRun: true },
  changeDiscrepancy: { state: 'acknowledged', note: 'Align rounds up; agreed with the company' },
  reconcile: { connectionId: ids.connection, scope: 'time_entries' },
};
