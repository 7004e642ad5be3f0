/** What a page may have to read again. */
export type Topic =
  | 'connections'
  | 'projects'
  | 'engagements'
  | 'time_entries'
  | 'outbox'
  | 'deliveries'
  | 'discrepancies'
  | 'runs';

/** Where Postgres carries the word of changes to every process that shows them. */
export const CHANGES_CHANNEL = 'illumera_changes';
