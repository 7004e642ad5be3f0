import type { Generated, DB as Introspected } from './database.ts';
import type {
  ConnectionStatus,
  DeliveryStatus,
  DiscrepancyState,
  EngagementStatus,
  ExternalType,
  ImportMode,
  InvoiceStatus,
  MissedEventCause,
  OutboxEntityType,
  OutboxLane,
  OutboxOperation,
  OutboxStatus,
  ProjectStatus,
  ReconciliationScope,
  ReconciliationState,
  Severity,
  SlotStatus,
  SyncStatus,
  TimeEntrySource,
  TimeEntryStatus,
  UserRole,
} from './vocabulary.ts';

type Refine<Table, Columns> = Omit<Table, keyof Columns> & Columns;

/** The database as introspection sees it, with the columns that a CHECK constraint limits to a list of words. */
export type DB = Refine<
  Introspected,
  {
    users: Refine<Introspected['users'], { role: UserRole }>;
    projects: Refine<Introspected['projects'], { status: Generated<ProjectStatus> }>;
    projectSlots: Refine<Introspected['projectSlots'], { status: Generated<SlotStatus> }>;
    engagements: Refine<Introspected['engagements'], { status: Generated<EngagementStatus> }>;
    invoices: Refine<Introspected['invoices'], { status: Generated<InvoiceStatus> }>;
    timeEntries: Refine<
      Introspected['timeEntries'],
      {
        status: Generated<TimeEntryStatus>;
        source: Generated<TimeEntrySource>;
        syncStatus: Generated<SyncStatus>;
      }
    >;
    alignConnections: Refine<
      Introspected['alignConnections'],
      { status: ConnectionStatus; importAlignEntries: Generated<ImportMode> }
    >;
    alignEntityLinks: Refine<Introspected['alignEntityLinks'], { externalType: ExternalType }>;
    alignSyncOutbox: Refine<
      Introspected['alignSyncOutbox'],
      {
        entityType: OutboxEntityType;
        entityFamily: Generated<ExternalType>;
        operation: OutboxOperation;
        lane: Generated<OutboxLane>;
        status: Generated<OutboxStatus>;
        waitingForType: ExternalType | null;
      }
    >;
    alignWebhookDeliveries: Refine<
      Introspected['alignWebhookDeliveries'],
      { status: Generated<DeliveryStatus> }
    >;
    alignReconciliationLog: Refine<
      Introspected['alignReconciliationLog'],
      { severity: Generated<Severity>; state: Generated<DiscrepancyState> }
    >;
    alignMissedEvents: Refine<Introspected['alignMissedEvents'], { cause: MissedEventCause }>;
    alignReconciliationRuns: Refine<
      Introspected['alignReconciliationRuns'],
      { scope: ReconciliationScope; state: Generated<ReconciliationState> }
    >;
  }
>;
