import { askPage } from './ask-page.ts';
import { type Gap, gapFrom } from './gap.ts';
import { PAGE_SIZE, type Part } from './read-part.ts';
import type { StagedRow } from './stage-rows.ts';

export type AsideReading =
  | { kind: 'read'; rows: StagedRow[] }
  /** Rows came and went, or changed places, between its pages. */
  | { kind: 'unread' }
  | Gap;

/**
 * Reads all pages of a short list once, without keeping them. It counts as read by the same rules as with readPart.
 * @throws as readPart does
 */
export async function readAside<Item>(part: Part<Item>): Promise<AsideReading> {
  const rows = new Map<string, StagedRow>();
  try {
    const first = await askPage(part, { page: 1, pageSize: PAGE_SIZE });
    const { total, pageSize } = first;
    const keep = (items: readonly Item[]) => {
      for (const row of items.map(part.toRow)) rows.set(row.remoteId, row);
    };
    keep(first.data);
    for (let page = 2; (page - 1) * pageSize < total; page += 1) {
      const further = await askPage(part, { page, pageSize });
      if (further.total !== total) return { kind: 'unread' };
      keep(further.data);
    }
    return rows.size === total ? { kind: 'read', rows: [...rows.values()] } : { kind: 'unread' };
  } catch (error) {
    return gapFrom(error, part.what);
  }
}
