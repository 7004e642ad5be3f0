import type { Database, ProjectStatus } from '@illumera/schema';
import { enqueueIntent } from '../outbox/enqueue-intent.ts';

export interface StaffedProject {
  id: string;
  tenantId: string;
  companyId: string;
  status: ProjectStatus;
}

/** Records that an active project's staffing page is to follow its slots in Align; other projects have no page. */
export async function refreshStaffingPage(database: Database, project: StaffedProject): Promise<void> {
  if (project.status !== 'active') return;
  await enqueueIntent(database, {
    tenantId: project.tenantId,
    companyId: project.companyId,
    entityType: 'wiki_page',
    localId: project.id,
    operation: 'upsert',
  });
}
