import type { ErrorComponentProps } from '@tanstack/react-router';
import { useConsole } from '../../console/console-context.tsx';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { LonePage } from './lone-page.tsx';
import { ReloadButton } from './reload-button.tsx';

/** Nothing of a page can be shown. */
export function UnexpectedPage({ error }: ErrorComponentProps) {
  const { session } = useConsole();
  const signInAsAnother = () => {
    session.clear();
    window.location.assign('/sign-in');
  };
  return (
    <LonePage title="This page cannot be shown">
      <FailureNotice error={error} title="What went wrong" />
      <div className="flex flex-wrap gap-3">
        <ReloadButton />
        <Button onClick={signInAsAnother}>Sign in as someone else</Button>
      </div>
    </LonePage>
  );
}
