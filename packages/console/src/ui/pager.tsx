import { Link } from '@tanstack/react-router';
import { ArrowRight, ChevronsLeft } from 'lucide-react';
import { buttonLook } from './button.tsx';

interface PagerProps {
  cursor: string | undefined;
  nextCursor: string | null;
}

/** Leads to older records and back to the newest; the browser's own Back leads one page back. */
export function Pager({ cursor, nextCursor }: PagerProps) {
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <nav aria-label="Pages" className="flex flex-wrap justify-end gap-3">
      {cursor === undefined ? null : (
        <Link to="." search={(search) => ({ ...search, cursor: undefined })} className={buttonLook('quiet')}>
          <ChevronsLeft aria-hidden className="size-4" />
          Newest
        </Link>
      )}
      {nextCursor === null ? null : (
        <Link to="." search={(search) => ({ ...search, cursor: nextCursor })} className={buttonLook('quiet')}>
          Older
          <ArrowRight aria-hidden className="size-4" />
        </Link>
      )}
    </nav>
  );
}
