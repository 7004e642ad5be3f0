import type { RouteDescriptor } from '../define-route.ts';
import { backfillRoutes } from './backfills.ts';
import { connectionRoutes } from './connections.ts';
import { engagementRoutes } from './engagements.ts';
import { invoiceRoutes } from './invoices.ts';
import { meRoutes } from './me.ts';
import { projectRoutes } from './projects.ts';
import { reconciliationRoutes } from './reconciliation.ts';
import { syncRoutes } from './sync.ts';
import { syncAdminRoutes } from './sync-admin.ts';
import { timeEntryRoutes } from './time-entries.ts';

/** Every call of the API by name. */
export const routes = {
  ...meRoutes,
  ...connectionRoutes,
  ...backfillRoutes,
  ...projectRoutes,
  ...engagementRoutes,
  ...timeEntryRoutes,
  ...invoiceRoutes,
  ...syncRoutes,
  ...syncAdminRoutes,
  ...reconciliationRoutes,
} satisfies Record<string, RouteDescriptor>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
