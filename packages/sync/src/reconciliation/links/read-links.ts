import { type IntegrationLink, storableText } from '@illumera/align-client';
import type { Part } from '../part.ts';
import type { StepContext } from '../step.ts';

/** Everything that Align holds under an id of Illumera's (S0 "Listing links"). */
export function linksOf({ align }: StepContext): Part<IntegrationLink> {
  return {
    kind: 'integration_link',
    name: 'all',
    what: 'the integration links',
    // One that is let go of meanwhile is asked for by itself.
    grows: true,
    fetch: (query) => align.call('listIntegrationLinks', { query: { provider: 'illumera', ...query } }),
    toRow: ({ id, externalType, externalId, alignEntityId, projectId }) => ({
      remoteId: storableText(id),
      data: {
        externalType: storableText(externalType),
        externalId: storableText(externalId),
        alignEntityId,
        projectId,
      },
    }),
  };
}
