import { routes } from '@illumera/api-models';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const { externalType: ExternalType } = routes.readTimeline.params.shape;

interface EntityLinkProps {
  /** As the outbox, an event or a difference names it. */
  type: string | null;
  id: string;
  children: ReactNode;
}

/** Leads to all that happened to an entity, where it is one that Align knows. */
export function EntityLink({ type, id, children }: EntityLinkProps) {
  const named = ExternalType.safeParse(type === 'time_entry_submit' ? 'time_entry' : type);
  if (!named.success) return children;
  return (
    <Link
      to="/sync/timeline/$externalType/$externalId"
      params={{ externalType: named.data, externalId: id }}
      className="underline"
    >
      {children}
    </Link>
  );
}
