/** The words that CHECK constraints allow; a test holds each list against the database. */

export const userRoles = ['platform_admin', 'company_admin', 'talent'] as const;
export type UserRole = (typeof userRoles)[number];

export const projectStatuses = ['draft', 'active', 'completed', 'archived'] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

export const slotStatuses = ['open', 'filled'] as const;
export type SlotStatus = (typeof slotStatuses)[number];

export const engagementStatuses = ['offered', 'accepted', 'ended'] as const;
export type EngagementStatus = (typeof engagementStatuses)[number];

export const invoiceStatuses = ['draft', 'finalized', 'paid', 'void'] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

export const timeEntryStatuses = [
  'draft',
  'submitted',
  'approved',
  'rejected',
  'locked',
  'invoiced',
] as const;
export type TimeEntryStatus = (typeof timeEntryStatuses)[number];

export const timeEntrySources = ['illumera', 'align'] as const;
export type TimeEntrySource = (typeof timeEntrySources)[number];

export const syncStatuses = ['pending', 'synced', 'error'] as const;
export type SyncStatus = (typeof syncStatuses)[number];

export const connectionStatuses = ['active', 'error', 'disconnected'] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

export const importModes = ['off', 'reconcile', 'realtime'] as const;
export type ImportMode = (typeof importModes)[number];

export const externalTypes = ['project', 'user', 'project_member', 'time_entry', 'wiki_page'] as const;
export type ExternalType = (typeof externalTypes)[number];

export const outboxEntityTypes = [
  'project',
  'user',
  'project_member',
  'time_entry',
  'time_entry_submit',
  'wiki_page',
] as const;
export type OutboxEntityType = (typeof outboxEntityTypes)[number];

export const outboxOperations = ['upsert', 'delete'] as const;
export type OutboxOperation = (typeof outboxOperations)[number];

export const outboxStatuses = ['pending', 'processing', 'done', 'failed'] as const;
export type OutboxStatus = (typeof outboxStatuses)[number];

/** How urgent an intent is: what people have just done goes before what is brought over from before the connection. */
export const outboxLanes = ['live', 'backfill'] as const;
export type OutboxLane = (typeof outboxLanes)[number];

export const deliveryStatuses = ['received', 'processed', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const discrepancyStates = ['open', 'acknowledged', 'ignored', 'resolved'] as const;
export type DiscrepancyState = (typeof discrepancyStates)[number];

/** What a run of reconciliation compares. */
export const reconciliationScopes = ['time_entries', 'nightly', 'links', 'deliveries'] as const;
export type ReconciliationScope = (typeof reconciliationScopes)[number];

/** A run that could not see everything is `incomplete`; one that could see nothing has `failed`. */
export const reconciliationStates = ['running', 'complete', 'incomplete', 'failed'] as const;
export type ReconciliationState = (typeof reconciliationStates)[number];

/** Why an event of Align's did not come. */
export const missedEventCauses = ['dead_letter', 'stale', 'disabled'] as const;
export type MissedEventCause = (typeof missedEventCauses)[number];
