import { alignIdColumn, linkColumn } from '../links/link-columns.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { externalRef, intentKey, type PushContext } from './push-context.ts';
import { STAFFING_PAGE_TITLE, staffingPage } from './staffing-page.ts';
import { upsertEntity } from './upsert-entity.ts';

/** Writes a project's staffing page with its open roles into the project's wiki (S1 "POST /projects/:id/wiki-pages"). */
export async function pushWikiPage(context: PushContext): Promise<Outcome> {
  const { database, align, scope, intent } = context;
  const project = await database
    .selectFrom('projects')
    .select(['id', 'name', 'description'])
    .select([
      linkColumn(scope, 'wiki_page', 'projects.id').as('link'),
      alignIdColumn(scope, 'project', 'projects.id').as('alignProjectId'),
    ])
    .where('id', '=', intent.localId)
    .where('companyId', '=', scope.companyId)
    .executeTakeFirst();
  if (project === undefined) return { kind: 'dead', reason: `there is no project ${intent.localId}` };
  const openSlots = await database
    .selectFrom('projectSlots')
    .select(['title', 'hours', 'durationWeeks'])
    .where('projectId', '=', project.id)
    .where('status', '=', 'open')
    .orderBy('id')
    .execute();

  const fields = { title: STAFFING_PAGE_TITLE, content: staffingPage(project, openSlots) };
  return upsertEntity(context, {
    externalType: 'wiki_page',
    externalId: project.id,
    alignEntityType: 'wiki_page',
    link: project.link,
    fields,
    create: async () => {
      const projectId = project.alignProjectId;
      if (projectId === null) return { kind: 'wait', dependency: { type: 'project', id: project.id } };
      const created = await align.call('createWikiPage', {
        params: { projectId },
        // The page shares the project's id, so the bare id would be answered with the project.
        idempotencyKey: `wiki_page:${project.id}`,
        body: { ...fields, externalRef: externalRef('wiki_page', project.id) },
      });
      return created.id;
    },
    update: (wikiPageId) =>
      align.call('updateWikiPage', {
        params: { wikiPageId },
        idempotencyKey: intentKey(context),
        body: fields,
      }),
  });
}
