import { ReleaseEvidence } from '../models/release.ts';
import type { EndpointTable } from './endpoint.ts';

export const releaseEndpoints = {
  getReleaseEvidence: {
    method: 'GET',
    path: '/releases/:releaseId/evidence',
    mutation: false,
    response: ReleaseEvidence,
  },
} as const satisfies EndpointTable;
