import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { buttonLook } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { LonePage } from '../shell/lone-page.tsx';

export function SignInFailedPage({ error }: ErrorComponentProps) {
  return (
    <LonePage title="Signing in did not work">
      <FailureNotice error={error} title="The issuer's answer could not be used" />
      <Link to="/sign-in" className={buttonLook('primary')}>
        Start again
      </Link>
    </LonePage>
  );
}
