import type { Sandbox } from '../sandbox.ts';

/** The `iss` of every token, and the address everything of the issuer hangs under. */
export function issuerUrl(sandbox: Pick<Sandbox, 'publicUrl'>): string {
  return `${sandbox.publicUrl()}/issuer`;
}
