import type { StagedKind, StagedRow } from './stage-rows.ts';

/** One list of Align's, or what a filter leaves of it. */
export interface Part<Item> {
  kind: StagedKind;
  /** Names it among those of its kind. */
  name: string;
  /** What it is, in words. */
  what: string;
  fetch: (query: { page: number; pageSize: number }) => Promise<FetchedPage<Item>>;
  toRow: (item: Item) => StagedRow;
  /** Rows are only ever added to it. What is added while it is read is for the next reading. */
  grows?: boolean;
}

export interface FetchedPage<Item> {
  data: readonly Item[];
  total: number;
  pageSize?: number | undefined;
}
