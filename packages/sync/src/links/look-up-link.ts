import { type AlignClient, AlignUnreadableAnswerError, type IntegrationLink } from '@illumera/align-client';
import type { ExternalType } from '@illumera/schema';

/**
 * Asks for the link of one entity by itself (S0 "Filtering options").
 * @throws AlignUnreadableAnswerError where Align answers with others, and what the client throws
 */
export async function lookUpLink(
  align: AlignClient,
  { externalType, externalId }: { externalType: ExternalType; externalId: string },
): Promise<IntegrationLink | undefined> {
  const { data, total } = await align.call('listIntegrationLinks', {
    query: { provider: 'illumera', externalType, externalId, page: 1, pageSize: 100 },
  });
  const found = data.find((link) => link.externalType === externalType && link.externalId === externalId);
  if (found === undefined && total > data.length) {
    throw new AlignUnreadableAnswerError(`Align answers for one link with ${total}`);
  }
  return found;
}
