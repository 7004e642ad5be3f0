import { FailureNotice } from '../../ui/failure-notice.tsx';
import { LonePage } from './lone-page.tsx';
import { ReloadButton } from './reload-button.tsx';

/** The page does not know where to sign in. */
export function UnreadableConfigPage({ error }: { error: unknown }) {
  return (
    <LonePage title="The console cannot start">
      <FailureNotice error={error} title="Its settings cannot be read" />
      <ReloadButton />
    </LonePage>
  );
}
