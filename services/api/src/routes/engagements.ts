import {
  acceptEngagement,
  createEngagement,
  endEngagement,
  listEngagements,
  listPeople,
} from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const engagementHandlers = {
  listPeople: ({ database }, { actor, query }) => listPeople(database, actor, query),
  createEngagement: ({ database }, { actor, body }) => createEngagement(database, actor, body),
  listEngagements: ({ database }, { actor, query }) => listEngagements(database, actor, query),
  acceptEngagement: ({ database }, { actor, params }) => acceptEngagement(database, actor, params.id),
  endEngagement: ({ database }, { actor, params }) => endEngagement(database, actor, params.id),
} satisfies Handlers<
  'listPeople' | 'createEngagement' | 'listEngagements' | 'acceptEngagement' | 'endEngagement'
>;
