import type { Database, TimeEntryStatus } from '@illumera/schema';
import {
  createCompany,
  createEngagement,
  createPerson,
  createProject,
  createTenant,
} from '@illumera/testkit';
import { v7 as uuid } from 'uuid';

/** What a company has done before it is connected. */
export interface History {
  projects: number;
  people: number;
  entries: number;
}

const statuses: readonly TimeEntryStatus[] = [
  'draft',
  'submitted',
  'approved',
  'rejected',
  'locked',
  'invoiced',
];

/** A company with a history: each of its people works on one project, every second project is active. */
export async function foundCompany(database: Database, history: History) {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const scope = { tenantId, companyId };
  const projects = [];
  for (let count = 0; count < history.projects; count += 1) {
    projects.push(await createProject(database, { ...scope, status: count % 2 === 0 ? 'active' : 'draft' }));
  }
  const engagements = [];
  for (let count = 0; count < history.people; count += 1) {
    const { profile } = await createPerson(database, { tenantId });
    const projectId = projects[count % projects.length]?.id ?? '';
    engagements.push(await createEngagement(database, { ...scope, projectId, personId: profile.id }));
  }
  await addEntries(database, { ...scope, engagements, count: history.entries });
  const pages = Math.ceil(history.projects / 2);
  const planned = {
    project: history.projects,
    user: history.people,
    project_member: history.people,
    time_entry: history.entries,
    wiki_page: pages,
  };
  return { ...scope, projects, planned };
}

async function addEntries(
  database: Database,
  work: {
    tenantId: string;
    companyId: string;
    engagements: { id: string; projectId: string; personId: string }[];
    count: number;
  },
): Promise<void> {
  const { tenantId, companyId, engagements, count } = work;
  const rows = Array.from({ length: count }, (_, index) => {
    const {
      id: engagementId = '',
      projectId = '',
      personId = '',
    } = engagements[index % engagements.length] ?? {};
    const status = statuses[index % statuses.length] ?? 'draft';
    const ids = { id: uuid(), tenantId, companyId, engagementId, projectId, personId };
    return { ...ids, workDate: '2026-03-02', minutes: 30 + (index % 400), status };
  });
  for (let start = 0; start < rows.length; start += 500) {
    await database
      .insertInto('timeEntries')
      .values(rows.slice(start, start + 500))
      .execute();
  }
}
