import { Link } from '@tanstack/react-router';
import { DoorClosed } from 'lucide-react';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';

/** Stands for a page of another role; the API would refuse what that page asks for. */
export function OtherRolePage() {
  return (
    <Page title="Not for your role" lead="This address belongs to a page that your role does not have.">
      <Empty icon={DoorClosed} title="Nothing to see here">
        <Link to="/" className="font-semibold text-brand underline">
          Go to your first page
        </Link>
      </Empty>
    </Page>
  );
}
