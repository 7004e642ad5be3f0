import type { ExternalType } from '@illumera/schema';
import type { Outcome } from '../outbox/outcome.ts';
import type { PushContext } from './push-context.ts';

/** Align no longer knows an entity that we change: flagged for a person, not tried again. */
export function goneAtAlign(
  { scope }: PushContext,
  entity: { externalType: ExternalType; externalId: string; alignEntityId: string },
): Outcome {
  return {
    kind: 'dead',
    reason: `Align no longer has this ${entity.externalType} (${entity.alignEntityId})`,
    discrepancy: {
      tenantId: scope.tenantId,
      companyId: scope.companyId,
      field: `entity_link.${entity.externalType}`,
      externalType: entity.externalType,
      externalId: entity.externalId,
      illumeraValue: entity.alignEntityId,
      alignValue: null,
      severity: 'warning',
    },
  };
}
