import type { Connection } from '@illumera/api-models';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { TestDelivery } from './test-delivery.tsx';

/** Whether Align reaches us, and the secret that it signs with. */
export function WebhookPanel({ connection, suffix }: { connection: Connection; suffix: string }) {
  const rotate = useApiMutation('rotateWebhookSecret', ['listConnections']);
  return (
    <section aria-label="Webhook" className="space-y-4">
      <h3 className="font-display text-lg font-semibold">Webhook</h3>
      <TestDelivery connection={connection} suffix={suffix} />
      <ConfirmDialog
        trigger="Rotate the webhook secret"
        triggerLabel={`Rotate the webhook secret${suffix}`}
        title="Rotate the webhook secret?"
        confirmLabel="Rotate"
        onConfirm={() => rotate.mutateAsync({ params: { id: connection.id } })}
      >
        <p>Align makes a new secret and signs with it from now on.</p>
        <p>The present one is accepted for another 25 hours, so that no delivery is refused.</p>
      </ConfirmDialog>
    </section>
  );
}
