import { Dialog } from '@base-ui/react/dialog';
import { Button, buttonLook } from './button.tsx';

interface FormActionsProps {
  saveLabel: string;
  busy: boolean;
}

/** The end of a form in a dialog. */
export function FormActions({ saveLabel, busy }: FormActionsProps) {
  return (
    <div className="flex flex-wrap justify-end gap-3">
      <Dialog.Close className={buttonLook('quiet')}>Cancel</Dialog.Close>
      <Button type="submit" kind="primary" disabled={busy}>
        {saveLabel}
      </Button>
    </div>
  );
}
