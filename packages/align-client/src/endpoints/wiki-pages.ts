import { z } from 'zod';
import { ExternalRef } from '../models/external-ref.ts';
import { PageQuery, pageOf } from '../models/page.ts';
import { WikiPage } from '../models/wiki-page.ts';
import type { EndpointTable } from './endpoint.ts';

export const wikiPageEndpoints = {
  listWikiPages: {
    method: 'GET',
    path: '/projects/:projectId/wiki-pages',
    mutation: false,
    query: PageQuery.optional(),
    response: pageOf(WikiPage),
  },
  createWikiPage: {
    method: 'POST',
    path: '/projects/:projectId/wiki-pages',
    mutation: true,
    request: z.strictObject({ title: z.string().min(1), content: z.string(), externalRef: ExternalRef }),
    response: WikiPage,
  },
} as const satisfies EndpointTable;
