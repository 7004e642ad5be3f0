import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type ReactNode, useState } from 'react';
import { Button, buttonLook } from './button.tsx';
import { backdropLook, popupLook } from './dialog-look.ts';
import { FailureNotice } from './failure-notice.tsx';

interface ConfirmDialogProps {
  /** The words of the button that opens it. */
  trigger: string;
  /** The button's name where its words alone do not say what it acts on. */
  triggerLabel?: string;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  /** Does the thing; the dialog closes when it is done, and stays with the reason when it fails. */
  onConfirm: () => Promise<unknown>;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, triggerLabel, title, children, confirmLabel, onConfirm } = props;
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const confirm = async () => {
    setBusy(true);
    setError(undefined);
    await onConfirm().then(() => setOpen(false), setError);
    setBusy(false);
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      <AlertDialog.Trigger className={buttonLook('quiet')} aria-label={triggerLabel}>
        {trigger}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropLook} />
        <AlertDialog.Popup className={popupLook}>
          <AlertDialog.Title className="font-display text-xl font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />} className="space-y-2 text-sm text-muted">
            {children}
          </AlertDialog.Description>
          {error === undefined ? null : <FailureNotice error={error} title="It was not done" />}
          <div className="flex flex-wrap justify-end gap-3">
            <AlertDialog.Close className={buttonLook('quiet')}>Cancel</AlertDialog.Close>
            <Button kind="danger" disabled={busy} onClick={() => void confirm()}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
