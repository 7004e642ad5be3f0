import type { User } from '@illumera/align-client';
import type { Part } from '../part.ts';
import type { StepContext } from '../step.ts';

/** Everybody in the organization (S0 "Endpoints to Poll"). */
export function usersOf({ align }: StepContext): Part<User> {
  return {
    kind: 'user',
    name: 'all',
    what: 'the users of the organization',
    fetch: (query) => align.call('listUsers', { query }),
    toRow: ({ id, name, email }) => ({ remoteId: id, data: { name, email } }),
  };
}
