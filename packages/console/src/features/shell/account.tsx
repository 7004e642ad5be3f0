import type { Me } from '@illumera/api-models';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { useConsole } from '../../console/console-context.tsx';
import { useLive } from '../../console/live-context.tsx';
import { useMe } from '../../console/use-me.ts';
import { signOutAddress } from '../../session/sign-out-address.ts';

const roleNames = {
  platform_admin: 'Platform admin',
  company_admin: 'Company admin',
  talent: 'Talent',
} satisfies Record<Me['role'], string>;

/** Who is signed in, and the way out. */
export function Account() {
  const { name, role, companyName } = useMe();
  const signOut = useSignOut();
  return (
    <div className="ml-auto flex min-w-0 items-center gap-4 pb-3">
      <p className="hidden min-w-0 text-right text-sm leading-tight sm:block">
        <span className="block truncate font-semibold">{name}</span>
        <span className="block truncate text-on-band-muted">
          {companyName === null ? roleNames[role] : `${roleNames[role]}, ${companyName}`}
        </span>
      </p>
      <button
        type="button"
        onClick={() => void signOut()}
        className="inline-flex min-h-10 cursor-pointer items-center gap-2 rounded-md border border-on-band-muted/60 px-3 text-sm font-semibold whitespace-nowrap hover:bg-on-band/10"
      >
        <LogOut aria-hidden className="size-4" />
        Sign out
      </button>
    </div>
  );
}

function useSignOut() {
  const { config, session } = useConsole();
  const { setPaused } = useLive();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    const idToken = session.read()?.idToken;
    // Nothing may refresh without a session while the way out is looked up.
    setPaused(true);
    session.clear();
    const address = await signOutAddress(config, idToken);
    if (address === undefined) await navigate({ to: '/sign-in' });
    else window.location.assign(address);
    queryClient.clear();
  };
}
