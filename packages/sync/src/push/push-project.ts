import { linkColumn } from '../links/link-columns.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { externalRef, intentKey, type PushContext } from './push-context.ts';
import { upsertEntity } from './upsert-entity.ts';

/** Creates a project at Align, or brings its name and description up to date (S1 "POST /projects", "PATCH /projects/:id"). */
export async function pushProject(context: PushContext): Promise<Outcome> {
  const { database, align, scope, intent } = context;
  const project = await database
    .selectFrom('projects')
    .select(['id', 'name', 'description', linkColumn(scope, 'project', 'projects.id').as('link')])
    .where('id', '=', intent.localId)
    .where('companyId', '=', scope.companyId)
    .executeTakeFirst();
  if (project === undefined) return { kind: 'dead', reason: `there is no project ${intent.localId}` };

  const fields = { name: project.name, description: project.description ?? '' };
  return upsertEntity(context, {
    externalType: 'project',
    externalId: project.id,
    alignEntityType: 'project',
    link: project.link,
    fields,
    create: async () => {
      const created = await align.call('createProject', {
        idempotencyKey: project.id,
        body: { ...fields, timeBillingEnabled: true, externalRef: externalRef('project', project.id) },
      });
      return created.id;
    },
    update: (projectId) =>
      align.call('updateProject', {
        params: { projectId },
        idempotencyKey: intentKey(context),
        body: fields,
      }),
  });
}
