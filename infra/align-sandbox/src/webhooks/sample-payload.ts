import type { Sandbox } from '../sandbox.ts';
import type { SubscriptionRow } from '../store/rows.ts';
import type { EventName } from './event-catalog.ts';

type Sample = {
  eventName: string;
  entityType: string;
  entityId: string;
  payload: Record<string, unknown>;
};

/** A synthetic event for a test delivery: `webhook.test`, or one shaped like the event asked for (S3). */
export function samplePayload(
  sandbox: Sandbox,
  subscription: SubscriptionRow,
  eventName: EventName | undefined,
): Sample {
  const { id, organizationId } = subscription;
  if (eventName === undefined)
    return {
      eventName: 'webhook.test',
      entityType: 'webhook',
      entityId: id,
      payload: { subscriptionId: id, organizationId, message: 'This is a test delivery.' },
    };
  const entityId = sandbox.randomness.uuid('sample');
  const [family = ''] = eventName.split('.');
  const { entityType, idField, fields } = FAMILIES[family] ?? {
    entityType: family,
    idField: 'id',
    fields: {},
  };
  const projectId = sandbox.randomness.uuid('sample');
  return {
    eventName,
    entityType,
    entityId,
    payload: { [idField]: entityId, organizationId, projectId, ...fields },
  };
}

type Family = { entityType: string; idField: string; fields: Record<string, unknown> };

/** What S3's worked examples carry, by the part of the event's name before the dot. */
const FAMILIES: Readonly<Record<string, Family>> = {
  entry: {
    entityType: 'entry',
    idField: 'entryId',
    fields: { title: 'Sample entry', type: 'bug', status: 'open' },
  },
  release: { entityType: 'release', idField: 'releaseId', fields: { name: 'v0.0.0', status: 'released' } },
  agreement: {
    entityType: 'agreement',
    idField: 'agreementId',
    fields: { clientId: null, status: 'signed' },
  },
  time: {
    entityType: 'time_entry',
    idField: 'timeEntryId',
    fields: {
      userId: null,
      entryId: null,
      workDate: '2026-01-01',
      hours: '1.0',
      minutes: 60,
      status: 'draft',
    },
  },
  user: {
    entityType: 'user',
    idField: 'userId',
    fields: { email: 'sample@align-test.local', name: 'Sample User', role: 'developer' },
  },
};
