import type { RouteDescriptor } from '@illumera/api-models';
import type { Actor, Change, Topic } from '@illumera/sync';

/** What a change through a route of each tag may show on. */
const topicsOf = {
  me: [],
  connections: ['connections', 'outbox', 'runs'],
  projects: ['projects', 'outbox'],
  engagements: ['engagements', 'outbox'],
  'time entries': ['time_entries', 'outbox'],
  invoices: [],
  sync: ['outbox', 'deliveries', 'discrepancies', 'runs'],
} satisfies Record<RouteDescriptor['tag'], Topic[]>;

/** The change that a call has made; a reading makes none. */
export function changeOf(route: RouteDescriptor, actor: Actor, answer: unknown): Change | undefined {
  const topics = topicsOf[route.tag];
  if (route.method === 'GET' || topics.length === 0) return undefined;
  const { companyId } = (answer ?? {}) as { companyId?: unknown };
  const ofAnswer = typeof companyId === 'string' ? companyId : null;
  return { tenantId: actor.tenantId, companyId: actor.companyId ?? ofAnswer, topics };
}
