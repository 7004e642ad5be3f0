export {
  type ApiClient,
  type ApiClientOptions,
  ApiProblemError,
  type CallAnswer,
  type CallInput,
  createApiClient,
} from './api-client.ts';
export { type Role, type RouteDescriptor } from './define-route.ts';
export { Backfill, StartedBackfill } from './models/backfill.ts';
export { Connection, ConnectionHealth, ConnectionTest } from './models/connection.ts';
export { ConsoleConfig } from './models/console-config.ts';
export { Engagement, Me, Person } from './models/engagement.ts';
export { Invoice } from './models/invoice.ts';
export { Problem, type ProblemCode, problemCodes } from './models/problem.ts';
export { Project, Slot } from './models/project.ts';
export { ReconciliationRun } from './models/reconciliation.ts';
export { RefreshEvent } from './models/refresh-event.ts';
export { Delivery, Discrepancy, OutboxItem } from './models/sync.ts';
export { SyncSummary, TimelineEvent } from './models/sync-overview.ts';
export { TimeEntry } from './models/time-entry.ts';
export { type RouteName, type Routes, routes } from './routes/index.ts';
export { syncEventsRoute } from './routes/sync-events.ts';
