import type { AlignClient } from '@illumera/align-client';
import { type AlignUnreachable, alignFailure } from './align-failure.ts';
import { missingPermissions } from './required-permissions.ts';

interface UsableKey {
  kind: 'usable';
  alignOrgId: string;
  /** What the key may not do and we would; a connection works without, but not in all. */
  missingPermissions: string[];
}

export interface UnusableKey {
  kind: 'project_scoped_key' | 'align_key_invalid';
  message: string;
}

/** Asks Align whose key it is; only an organization's will do (S2 "Prerequisites"). The wording is S2's "Troubleshooting". */
export async function validateKey(client: AlignClient): Promise<UsableKey | UnusableKey | AlignUnreachable> {
  try {
    const { scope, organizationId, permissions } = await client.call('getMe');
    if (scope === 'organization') {
      return {
        kind: 'usable',
        alignOrgId: organizationId,
        missingPermissions: missingPermissions(permissions),
      };
    }
    return {
      kind: 'project_scoped_key',
      message: 'This API key is project-scoped. Mint a new key in Align with the scope Organization.',
    };
  } catch (error) {
    const failure = alignFailure(error);
    if (failure.kind === 'align_unreachable') return failure;
    return { kind: 'align_key_invalid', message: `Align API key validation failed: ${failure.status}` };
  }
}
