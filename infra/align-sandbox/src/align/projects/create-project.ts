import { z } from 'zod';
import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { ProjectRow } from '../../store/rows.ts';
import { type Answer, created } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { ExternalRef } from '../links/external-ref.ts';
import { recordLink } from '../links/record-link.ts';
import { projectShape } from './project-shape.ts';

/** S1 `POST /projects`. */
export const NewProject = z.object({
  name: z.string().min(1).max(300),
  description: z.string().max(20_000).nullable().default(null),
  timeBillingEnabled: z.boolean().default(false),
  externalRef: ExternalRef.optional(),
});

/** What an hour costs until the control API says otherwise; the documents name no rate. */
const DEFAULT_HOURLY_RATE_CENTS = 10_000;

/** Creates a project; the same external id twice makes two projects, as Align promises nothing else. */
export function createProject(
  sandbox: Sandbox,
  caller: Caller,
  { externalRef, ...fields }: z.output<typeof NewProject>,
): Answer {
  const { randomness, clock, store } = sandbox;
  const project: ProjectRow = {
    id: randomness.uuid('project'),
    ...fields,
    status: 'active',
    organizationId: caller.organizationId,
    clientId: randomness.uuid('client'),
    hourlyRateCents: DEFAULT_HOURLY_RATE_CENTS,
    plannedCostCents: 0,
    createdAt: isoNow(clock),
  };
  store.projects.insert(project);
  recordLink(sandbox, caller, {
    externalRef,
    alignEntityType: 'project',
    alignEntityId: project.id,
    projectId: project.id,
  });
  return created(projectShape(project));
}
