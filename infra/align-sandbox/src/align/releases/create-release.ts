import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { ReleaseRow } from '../../store/rows.ts';
import { type Answer, created, notFound } from '../answer.ts';
import { emitReleaseEvent } from './emit-release-event.ts';
import { evidenceShape } from './evidence-shape.ts';

export const NewRelease = z.object({
  projectId: z.string(),
  name: z.string().min(1).max(200),
  evidence: z
    .array(z.object({ type: z.string(), title: z.string(), url: z.string().nullable().default(null) }))
    .max(100)
    .default([]),
});

/** Plans a release of a project, as somebody would in Align's own pages. */
export function createRelease(sandbox: Sandbox, fields: z.output<typeof NewRelease>): Answer {
  const project = sandbox.store.projects.get(fields.projectId);
  if (project === undefined) return notFound('The project');
  const release: ReleaseRow = {
    id: sandbox.randomness.uuid('release'),
    organizationId: project.organizationId,
    ...fields,
    status: 'planned',
    releasedAt: null,
    createdAt: isoNow(sandbox.clock),
  };
  sandbox.store.releases.insert(release);
  emitReleaseEvent(sandbox, 'release.created', release);
  return created(evidenceShape(release));
}
