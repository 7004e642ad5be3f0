import { z } from 'zod';
import type { EndpointTable } from './endpoint.ts';

/** Calls that S1 implies ("Sync Triggers": a member's delete, a wiki page's upsert) and no page documents. */
export const assumedEndpoints = {
  removeProjectMember: {
    method: 'DELETE',
    path: '/projects/:projectId/members/:userId',
    mutation: true,
    assumed: true,
    response: null,
  },
  updateWikiPage: {
    method: 'PATCH',
    path: '/wiki-pages/:wikiPageId',
    mutation: true,
    assumed: true,
    request: z.strictObject({ title: z.string().min(1), content: z.string() }).partial(),
    response: null,
  },
} as const satisfies EndpointTable;
