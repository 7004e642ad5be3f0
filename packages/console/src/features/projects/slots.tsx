import type { Slot } from '@illumera/api-models';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { Chip, type ChipLook } from '../../ui/chip.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { NewSlotForm } from './new-slot-form.tsx';
import { Panel } from './panel.tsx';

const looks = {
  open: { label: 'Open', icon: CircleDashed, tone: 'wait' },
  filled: { label: 'Filled', icon: CircleCheck, tone: 'good' },
} satisfies Record<Slot['status'], ChipLook>;

interface SlotsProps {
  projectId: string;
  slots: readonly Slot[];
}

/** The roles a project looks for. */
export function Slots({ projectId, slots }: SlotsProps) {
  const remove = useApiMutation('deleteSlot', ['readProject']);
  const add = (
    <FormDialog
      trigger="Add a role"
      title="Add a role"
      description={<p>On an active project the staffing page in Align follows.</p>}
    >
      {(close) => <NewSlotForm projectId={projectId} onSaved={close} />}
    </FormDialog>
  );
  return (
    <Panel title="Roles" action={add}>
      {slots.length === 0 ? <p className="text-sm text-muted">No role has been added yet.</p> : null}
      <ul className="divide-y divide-line">
        {slots.map((slot) => (
          <li key={slot.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div className="min-w-0">
              <p className="font-semibold wrap-break-word">{slot.title}</p>
              <p className="text-sm text-muted">
                {slot.hours} h over {slot.durationWeeks} {slot.durationWeeks === 1 ? 'week' : 'weeks'}
              </p>
            </div>
            <div className="flex items-center gap-3">
              <Chip look={looks[slot.status]} />
              <ConfirmDialog
                trigger="Remove"
                triggerLabel={`Remove: ${slot.title}`}
                title="Remove this role?"
                confirmLabel="Remove the role"
                onConfirm={() => remove.mutateAsync({ params: { id: projectId, slotId: slot.id } })}
              >
                <p>{slot.title} disappears here and from the staffing page in Align.</p>
              </ConfirmDialog>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
