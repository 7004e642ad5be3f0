import { getRouteApi } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useConsole } from '../../console/console-context.tsx';
import { beginSignIn } from '../../session/begin-sign-in.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { EnvironmentBadge } from '../shell/environment-badge.tsx';
import { LonePage } from '../shell/lone-page.tsx';

const route = getRouteApi('/sign-in');

/** Says what this is, and leads to the issuer. */
export function SignInPage() {
  const { config } = useConsole();
  const { returnTo, because } = route.useSearch();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const signIn = async () => {
    setBusy(true);
    setError(undefined);
    try {
      window.location.assign(await beginSignIn(config, returnTo));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <LonePage
      title="Work logged here, approved in Align"
      badge={<EnvironmentBadge environment={config.environment} />}
    >
      <p className="text-lg text-muted">
        Talent logs hours, companies approve them in Align, and this console keeps both sides in step. It
        shows what is on its way, what came back, and where the two differ.
      </p>
      {because === 'expired' ? (
        <Notice tone="info" title="Your session has ended">
          <p>Sign in again to go on where you were.</p>
        </Notice>
      ) : null}
      {error === undefined ? null : <FailureNotice error={error} title="Signing in is not possible now" />}
      <Button kind="primary" onClick={() => void signIn()} disabled={busy}>
        Sign in
        <ArrowRight aria-hidden className="size-4" />
      </Button>
    </LonePage>
  );
}
