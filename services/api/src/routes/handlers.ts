import type { RouteName } from '@illumera/api-models';
import { backfillHandlers } from './backfills.ts';
import { connectionHandlers } from './connections.ts';
import { engagementHandlers } from './engagements.ts';
import type { Handlers } from './handler.ts';
import { invoiceHandlers } from './invoices.ts';
import { meHandlers } from './me.ts';
import { projectHandlers } from './projects.ts';
import { reconciliationHandlers } from './reconciliation.ts';
import { syncHandlers } from './sync.ts';
import { syncAdminHandlers } from './sync-admin.ts';
import { timeEntryHandlers } from './time-entries.ts';

/** A handler for every route there is. */
export const handlers = {
  ...meHandlers,
  ...connectionHandlers,
  ...backfillHandlers,
  ...projectHandlers,
  ...engagementHandlers,
  ...timeEntryHandlers,
  ...invoiceHandlers,
  ...syncHandlers,
  ...syncAdminHandlers,
  ...reconciliationHandlers,
} satisfies Handlers<RouteName>;
