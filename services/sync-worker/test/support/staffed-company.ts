import type { Database, ExternalType } from '@illumera/schema';
import { createEngagement, createPerson, createProject, createTimeEntry, until } from '@illumera/testkit';
import type { Company } from './open-world.ts';

export type StaffedCompany = Awaited<ReturnType<typeof staffCompany>>;

/** What is already at Align: two projects, one with its page, two talents, one of them a member, and three drafts. */
export async function staffCompany(database: Database, company: Company) {
  const { scope, enqueue } = company;
  const engage = (projectId: string, personId: string) =>
    createEngagement(database, { ...scope, projectId, personId, status: 'accepted' });
  const project = await createProject(database, scope);
  const other = await createProject(database, scope);
  const person = await createPerson(database, { tenantId: scope.tenantId });
  const newcomer = await createPerson(database, { tenantId: scope.tenantId });
  const engagement = await engage(project.id, person.profile.id);
  const newEngagement = await engage(project.id, newcomer.profile.id);
  const drafts = {
    toChange: (await createTimeEntry(database, engagement)).id,
    toSubmit: (await createTimeEntry(database, engagement)).id,
    toDelete: (await createTimeEntry(database, engagement)).id,
  };
  const linkOf = async (externalType: ExternalType, externalId: string): Promise<string> => {
    const query = database.selectFrom('alignEntityLinks').select('alignEntityId');
    const scoped = query.where('companyId', '=', scope.companyId).where('externalType', '=', externalType);
    return (await scoped.where('externalId', '=', externalId).executeTakeFirstOrThrow()).alignEntityId;
  };
  const isSent = async () => (await company.intents()).every((intent) => intent.status === 'done');
  return {
    ...company,
    project: project.id,
    other: other.id,
    newcomer: newcomer.user.id,
    engagement,
    newEngagement: newEngagement.id,
    drafts,
    linkOf,
    /** Sends all of it, and waits until it is there. */
    send: async () => {
      for (const id of [project.id, other.id]) await enqueue('project', id);
      for (const { user } of [person, newcomer]) await enqueue('user', user.id);
      await enqueue('wiki_page', project.id);
      await enqueue('project_member', engagement.id);
      for (const id of Object.values(drafts)) await enqueue('time_entry', id);
      await until('what is at Align already', isSent, 30_000);
    },
  };
}
