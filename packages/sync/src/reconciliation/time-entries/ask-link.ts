import { type Gap, gapFrom } from '../gap.ts';
import type { StepContext } from '../step.ts';

/** What Align links one of our entries to. */
export type AskedLink = { kind: 'link'; alignId: string } | { kind: 'none' } | Gap;

/**
 * Asks Align for the integration link of one time entry (S0 "Filtering options").
 * @throws as readPart does
 */
export async function askLink({ align }: StepContext, entryId: string): Promise<AskedLink> {
  const what = `the integration link of time entry ${entryId}`;
  try {
    const query = {
      provider: 'illumera',
      externalType: 'time_entry',
      externalId: entryId,
      page: 1,
      pageSize: 100,
    };
    const { data, total } = await align.call('listIntegrationLinks', { query });
    const link = data.find(({ externalId }) => externalId === entryId);
    if (link !== undefined) return { kind: 'link', alignId: link.alignEntityId };
    if (total <= data.length) return { kind: 'none' };
    return { kind: 'gap', reason: `${what}: Align answers with others`, isDown: false };
  } catch (error) {
    return gapFrom(error, what);
  }
}
