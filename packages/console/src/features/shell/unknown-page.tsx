import { Link } from '@tanstack/react-router';
import { buttonLook } from '../../ui/button.tsx';
import { LonePage } from './lone-page.tsx';

export function UnknownPage() {
  return (
    <LonePage title="There is no such page">
      <p className="text-muted">The address may be mistyped, or of a page that has moved.</p>
      <Link to="/" className={buttonLook('primary')}>
        Go to the first page
      </Link>
    </LonePage>
  );
}
