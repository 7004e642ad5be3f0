import { useMe } from '../../console/use-me.ts';
import { TextFilter } from '../../ui/text-filter.tsx';

/** Narrows to one company; only a platform admin sees more than one. */
export function CompanyFilter({ current }: { current: string | undefined }) {
  const { role } = useMe();
  if (role !== 'platform_admin') return null;
  return <TextFilter label="Company" parameter="companyId" current={current} placeholder="Company ID" />;
}
