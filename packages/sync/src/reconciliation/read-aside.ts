import { askPage } from './ask-page.ts';
import { type Gap, gapFrom } from './gap.ts';
import type { Part } from './part.ts';
import { PAGE_SIZE } from './read-part.ts';
import type { StagedRow } from './stage-rows.ts';

export type AsideReading =
  | { kind: 'read'; found: StagedRow[] }
  /** Rows came and went, or changed places, between its pages. */
  | { kind: 'unread' }
  | Gap;

/**
 * Reads all pages of a short list once, without keeping them. It counts as read by the same rules as with readPart.
 * @param wanted Align's ids of the rows that are told, where they are listed
 * @throws as readPart does
 */
export async function readAside<Item>(part: Part<Item>, wanted: ReadonlySet<string>): Promise<AsideReading> {
  const seen = new Set<string>();
  const found = new Map<string, StagedRow>();
  try {
    const first = await askPage(part, { page: 1, pageSize: PAGE_SIZE });
    const { total, pageSize } = first;
    const keep = (items: readonly Item[]) => {
      for (const row of items.map(part.toRow)) {
        seen.add(row.remoteId);
        if (wanted.has(row.remoteId)) found.set(row.remoteId, row);
      }
    };
    keep(first.data);
    for (let page = 2; (page - 1) * pageSize < total; page += 1) {
      const further = await askPage(part, { page, pageSize });
      if (further.total !== total) return { kind: 'unread' };
      keep(further.data);
    }
    return seen.size === total ? { kind: 'read', found: [...found.values()] } : { kind: 'unread' };
  } catch (error) {
    return gapFrom(error, part.what);
  }
}
