import type { AlignClient, IntegrationLink } from '@illumera/align-client';
import type { ExternalType } from '@illumera/schema';

/** Asks for the link of one entity by itself (S0 "Filtering options"). */
export async function lookUpLink(
  align: AlignClient,
  { externalType, externalId }: { externalType: ExternalType; externalId: string },
): Promise<IntegrationLink | undefined> {
  const { data } = await align.call('listIntegrationLinks', {
    query: { provider: 'illumera', externalType, externalId, page: 1, pageSize: 100 },
  });
  return data.find((link) => link.externalType === externalType && link.externalId === externalId);
}
