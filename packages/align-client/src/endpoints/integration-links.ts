import { z } from 'zod';
import { IntegrationLink } from '../models/integration-link.ts';
import { PageQuery, pageOf } from '../models/page.ts';
import type { EndpointTable } from './endpoint.ts';

const ListQuery = PageQuery.extend({
  provider: z.string().optional(),
  externalType: z.string().optional(),
  externalId: z.string().optional(),
  alignEntityType: z.string().optional(),
});

export const integrationLinkEndpoints = {
  listIntegrationLinks: {
    method: 'GET',
    path: '/integration-links',
    mutation: false,
    query: ListQuery.optional(),
    response: pageOf(IntegrationLink),
  },
} as const satisfies EndpointTable;
