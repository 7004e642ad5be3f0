import type { EventContext } from '../../deliveries/event-handler.ts';
import type { HeldRun } from '../run.ts';

/** What Align lists of an entry, told as an event. */
export function asEvent(
  run: HeldRun,
  listed: { alignId: string; occurredAt: Date; data: Record<string, unknown> },
): EventContext {
  const { tenantId, companyId, alignOrgId, connectionId, importMode } = run;
  const { alignId, occurredAt, data } = listed;
  const said = Object.entries(data).filter(([, value]) => value !== null);
  return {
    scope: { tenantId, companyId, alignOrgId },
    connectionId,
    event: {
      name: 'reconciliation',
      schemaVersion: 1,
      entityId: alignId,
      occurredAt,
      data: Object.fromEntries(said),
    },
    occurredAt,
    importMode,
    isDisconnected: false,
    isOverdue: false,
  };
}
