import { concealed, type Keyring, openSealed, type Secret, SealedError } from '@illumera/sealed';
import { type Receiver, sealedPlace } from '@illumera/sync';
import type { FastifyBaseLogger } from 'fastify';

/** A connection that may be delivered to, with its webhook secrets opened. */
export interface OpenReceiver {
  id: string;
  tenantId: string;
  companyId: string;
  alignOrgId: string;
  secrets: readonly { value: Secret<string>; endsAtMs: number }[];
  /** False where a secret that might verify cannot be had now: not stored yet, or sealed with a key that is not here. */
  isComplete: boolean;
  /** A new secret is on its way from Align. */
  isSecretChanging: boolean;
}

/** Opens a connection's webhook secrets. Times are by `performance.now()`. */
export function openReceiver(
  receiver: Receiver,
  { keyring, logger, readAtMs }: { keyring: Keyring; logger: FastifyBaseLogger; readAtMs: number },
): OpenReceiver {
  const { id, tenantId, companyId, alignOrgId, isSecretChanging } = receiver;
  const open = (column: 'webhookSecret' | 'previousWebhookSecret', endsAtMs: number) => {
    const sealed = receiver[column];
    if (sealed === null) return { isMissing: column === 'webhookSecret', secrets: [] };
    try {
      const value = concealed(openSealed(keyring, sealed, sealedPlace(id, column)));
      return { isMissing: false, secrets: [{ value, endsAtMs }] };
    } catch (error) {
      if (!(error instanceof SealedError)) throw error;
      logger.error({ connectionId: id, column }, 'a webhook secret does not open');
      return { isMissing: true, secrets: [] };
    }
  };
  const opened = [
    open('webhookSecret', Number.POSITIVE_INFINITY),
    open('previousWebhookSecret', readAtMs + receiver.previousSecretForMs),
  ];
  return {
    id,
    tenantId,
    companyId,
    alignOrgId,
    isSecretChanging,
    secrets: opened.flatMap(({ secrets }) => secrets),
    isComplete: opened.every(({ isMissing }) => !isMissing),
  };
}
