import { AlignUnreadableAnswerError } from '@illumera/align-client';
import type { FetchedPage, Part } from './part.ts';

/**
 * Asks for one page of a list.
 * @returns with how many rows Align gives a page, which may be fewer than it was asked for
 * @throws AlignUnreadableAnswerError for a page with fewer rows than it should have, and what the client throws
 */
export async function askPage<Item>(
  part: Pick<Part<Item>, 'fetch'>,
  query: { page: number; pageSize: number },
): Promise<FetchedPage<Item> & { pageSize: number }> {
  const { data, total, pageSize: given = query.pageSize } = await part.fetch(query);
  const pageSize = Math.min(query.pageSize, Math.max(1, given));
  const expected = Math.min(pageSize, total - (query.page - 1) * pageSize);
  if (data.length < expected) {
    throw new AlignUnreadableAnswerError(
      `page ${query.page} has ${data.length} rows where there should be ${expected} of ${total}`,
    );
  }
  return { data, total, pageSize };
}
