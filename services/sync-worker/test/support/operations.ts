import type { Database } from '@illumera/schema';
import { createProject, createTimeEntry, createUser } from '@illumera/testkit';
import { expect } from 'vitest';
import type { StaffedCompany } from './staffed-company.ts';

/** One call that is to change something at Align. */
export interface Arranged {
  /** The request that it makes. */
  match: { method: string; path: string; externalId?: string };
  /** Writes the intents; how many there are. */
  enqueue: () => Promise<number>;
  /** Looks at what Align has in the end: what was asked for, once. */
  check: () => Promise<void>;
}

/** Makes the change here; nothing is on its way yet. */
type Operation = (database: Database, company: StaffedCompany) => Promise<Arranged>;

const projectPath = async (company: StaffedCompany, localId = company.project) =>
  `/projects/${await company.linkOf('project', localId)}`;
const entryPath = async (company: StaffedCompany, localId: string) =>
  `/time-entries/${await company.linkOf('time_entry', localId)}`;
const one =
  (company: StaffedCompany, ...intent: Parameters<StaffedCompany['enqueue']>) =>
  async () => {
    await company.enqueue(...intent);
    return 1;
  };
const lookAt =
  (read: () => Promise<Record<string, unknown>[]>, where: Record<string, unknown>, count = 1) =>
  async () => {
    const found = (await read()).filter((row) =>
      Object.entries(where).every(([name, value]) => String(row[name]).includes(String(value))),
    );
    expect({ where, count: found.length }).toEqual({ where, count });
  };

const changeEntry = async (
  { company, localId, match }: { company: StaffedCompany; localId: string; match: Arranged['match'] },
  end: { entityType: 'time_entry' | 'time_entry_submit'; operation?: 'delete'; is: Record<string, unknown> },
): Promise<Arranged> => {
  const { entityType, operation = 'upsert', is } = end;
  const path = await projectPath(company);
  const id = await company.linkOf('time_entry', localId);
  return {
    match,
    enqueue: one(company, entityType, localId, { operation }),
    check: lookAt(
      () => company.atAlign(`${path}/time-entries`),
      { id, ...is },
      operation === 'delete' ? 0 : 1,
    ),
  };
};

export const operations = {
  'invite a user': async (database, company) => {
    const { tenantId } = company.scope;
    const { id, email } = await createUser(database, { tenantId, role: 'talent' });
    return {
      match: { method: 'POST', path: '/users/invite', externalId: id },
      enqueue: one(company, 'user', id),
      check: lookAt(() => company.atAlign('/users'), { email }),
    };
  },
  'invite users together': async (database, company) => {
    const { tenantId } = company.scope;
    const newUser = () => createUser(database, { tenantId, role: 'talent', name: 'One of many' });
    const users = [await newUser(), await newUser(), await newUser()];
    return {
      match: { method: 'POST', path: '/users/bulk-invite', externalId: users[0]?.id ?? '' },
      enqueue: () =>
        database.transaction().execute(async (on) => {
          for (const { id } of users) await company.enqueue('user', id, { on });
          return users.length;
        }),
      check: lookAt(() => company.atAlign('/users'), { name: 'One of many' }, users.length),
    };
  },
  'change a user': async (database, company) => {
    const id = company.newcomer;
    await database.updateTable('users').set({ name: 'Renamed' }).where('id', '=', id).execute();
    return {
      match: { method: 'PATCH', path: `/users/${await company.linkOf('user', id)}` },
      enqueue: one(company, 'user', id),
      check: lookAt(() => company.atAlign('/users'), { name: 'Renamed' }),
    };
  },
  'create a project': async (database, company) => {
    const { id } = await createProject(database, { ...company.scope, name: 'Created' });
    return {
      match: { method: 'POST', path: '/projects', externalId: id },
      enqueue: one(company, 'project', id),
      check: lookAt(() => company.atAlign('/projects'), { name: 'Created' }),
    };
  },
  'change a project': async (database, company) => {
    const id = company.project;
    await database.updateTable('projects').set({ name: 'Renamed' }).where('id', '=', id).execute();
    return {
      match: { method: 'PATCH', path: await projectPath(company) },
      enqueue: one(company, 'project', id),
      check: lookAt(() => company.atAlign('/projects'), { name: 'Renamed' }),
    };
  },
  'create a wiki page': async (_database, company) => {
    const path = `${await projectPath(company, company.other)}/wiki-pages`;
    return {
      match: { method: 'POST', path },
      enqueue: one(company, 'wiki_page', company.other),
      check: lookAt(() => company.atAlign(path), {}),
    };
  },
  'change a wiki page': async (database, company) => {
    const id = company.project;
    await database.updateTable('projects').set({ description: 'Rewritten' }).where('id', '=', id).execute();
    const path = await projectPath(company);
    return {
      match: { method: 'PATCH', path: `/wiki-pages/${await company.linkOf('wiki_page', id)}` },
      enqueue: one(company, 'wiki_page', id),
      check: lookAt(() => company.atAlign(`${path}/wiki-pages`), { content: 'Rewritten' }),
    };
  },
  'add a member': async (_database, company) => {
    const path = await projectPath(company);
    const userId = await company.linkOf('user', company.newcomer);
    return {
      match: { method: 'POST', path: `${path}/members/${userId}` },
      enqueue: one(company, 'project_member', company.newEngagement),
      check: lookAt(() => company.atAlign(`${path}/members`), { userId }),
    };
  },
  'remove a member': async (_database, company) => {
    const membership = await company.linkOf('project_member', company.engagement.id);
    const [projectId = '', userId = ''] = membership.split(':');
    const path = `/projects/${projectId}/members`;
    return {
      match: { method: 'DELETE', path: `${path}/${userId}` },
      enqueue: one(company, 'project_member', company.engagement.id, { operation: 'delete' }),
      check: lookAt(() => company.atAlign(path), { userId }, 0),
    };
  },
  'create a time entry': async (database, company) => {
    const { id } = await createTimeEntry(database, company.engagement, { notes: 'Created' });
    const path = `${await projectPath(company)}/time-entries`;
    return {
      match: { method: 'POST', path, externalId: id },
      enqueue: one(company, 'time_entry', id),
      check: lookAt(() => company.atAlign(path), { description: 'Created' }),
    };
  },
  'change a time entry': async (database, company) => {
    const localId = company.drafts.toChange;
    await database.updateTable('timeEntries').set({ minutes: 77 }).where('id', '=', localId).execute();
    const match = { method: 'PATCH', path: await entryPath(company, localId) };
    return changeEntry({ company, localId, match }, { entityType: 'time_entry', is: { minutes: 77 } });
  },
  'submit a time entry': async (database, company) => {
    const localId = company.drafts.toSubmit;
    const submitted = { status: 'submitted' } as const;
    await database.updateTable('timeEntries').set(submitted).where('id', '=', localId).execute();
    const match = { method: 'POST', path: `${await entryPath(company, localId)}/submit` };
    return changeEntry({ company, localId, match }, { entityType: 'time_entry_submit', is: submitted });
  },
  'delete a time entry': async (database, company) => {
    const localId = company.drafts.toDelete;
    const deletedAt = new Date();
    await database.updateTable('timeEntries').set({ deletedAt }).where('id', '=', localId).execute();
    const match = { method: 'DELETE', path: await entryPath(company, localId) };
    return changeEntry(
      { company, localId, match },
      { entityType: 'time_entry', operation: 'delete', is: {} },
    );
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
