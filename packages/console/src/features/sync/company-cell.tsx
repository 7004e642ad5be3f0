import { Link } from '@tanstack/react-router';
import { ShortId } from '../../ui/short-id.tsx';

/** The company of a record; choosing it narrows the list to that company. */
export function CompanyCell({ companyId }: { companyId: string | null }) {
  if (companyId === null) return <span className="text-muted">unknown</span>;
  return (
    <Link to="." search={(search) => ({ ...search, companyId, cursor: undefined })} className="underline">
      <span className="sr-only">Only company </span>
      <ShortId id={companyId} />
    </Link>
  );
}
