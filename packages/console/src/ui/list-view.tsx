import type { UseQueryResult } from '@tanstack/react-query';
import { Inbox, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Empty } from './empty.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { Pager } from './pager.tsx';
import { Skeleton } from './skeleton.tsx';
import { tableState } from './table-state.ts';

interface ListPage<Row> {
  data: Row[];
  nextCursor: string | null;
}

interface ListViewProps<Row> {
  query: UseQueryResult<ListPage<Row>>;
  /** The cursor of the page shown; undefined for the newest. */
  cursor: string | undefined;
  /** Whether a filter is set. */
  filtered: boolean;
  /** What it means that there is nothing at all. */
  noneYet: { title: string; text: string };
  /** What could not be read, e.g. `The outbox`. */
  subject: string;
  children: (rows: Row[], stale: boolean) => ReactNode;
}

/** One page of a list in whichever state it is; what was read once stays while a later reading fails. */
export function ListView<Row>(props: ListViewProps<Row>) {
  const { query, cursor, filtered, noneYet, subject, children } = props;
  const rows = query.data?.data;
  const state = tableState({ rows, error: query.error, narrowed: filtered || cursor !== undefined });
  const failed = query.error !== null;
  return (
    <div className="space-y-4">
      {failed ? (
        <FailureNotice
          error={query.error}
          title={state === 'rows' ? `${subject} could not be refreshed` : `${subject} cannot be read`}
        />
      ) : null}
      {state === 'loading' ? <Skeleton /> : null}
      {state === 'none-yet' ? (
        <Empty icon={Inbox} title={noneYet.title}>
          {noneYet.text}
        </Empty>
      ) : null}
      {state === 'none-match' ? (
        <Empty icon={SearchX} title="Nothing matches">
          No record fits this choice. Choose another filter, or go back to the newest.
        </Empty>
      ) : null}
      {state === 'rows' && rows !== undefined ? children(rows, query.isPlaceholderData) : null}
      <Pager cursor={cursor} nextCursor={query.data?.nextCursor ?? null} />
    </div>
  );
}
