import type { Delivery } from '@illumera/api-models';
import { useApiMutation } from '../../../console/use-api-mutation.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';

/** Has a stored delivery handled again. */
export function ReplayDelivery({ delivery: { id, eventName, eventId } }: { delivery: Delivery }) {
  const replay = useApiMutation('replayDelivery', ['listDeliveries', 'summarizeSync']);
  return (
    <ConfirmDialog
      trigger="Replay"
      triggerLabel={`Replay ${eventName} ${eventId}`}
      title={`Replay ${eventName}?`}
      confirmLabel="Replay"
      onConfirm={() => replay.mutateAsync({ params: { id } })}
    >
      <p>The event is handled again from the bytes that Align signed.</p>
      <p>What it has done already it does not do twice, and a newer event is not undone.</p>
    </ConfirmDialog>
  );
}
