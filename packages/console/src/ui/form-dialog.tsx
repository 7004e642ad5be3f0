import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type ButtonKind, buttonLook } from './button.tsx';
import { backdropLook, popupLook } from './dialog-look.ts';

interface FormDialogProps {
  /** The words of the button that opens it. */
  trigger: ReactNode;
  triggerKind?: ButtonKind;
  /** The button's name where its words alone do not say what it acts on. */
  triggerLabel?: string;
  title: string;
  description: ReactNode;
  /** Draws the form, which closes the dialog once it is saved. */
  children: (close: () => void) => ReactNode;
}

/** A form over the page. */
export function FormDialog(props: FormDialogProps) {
  const { trigger, triggerKind = 'quiet', triggerLabel, title, description, children } = props;
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={buttonLook(triggerKind)} aria-label={triggerLabel}>
        {trigger}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropLook} />
        <Dialog.Popup className={popupLook}>
          <Dialog.Title className="pr-8 font-display text-xl font-semibold">{title}</Dialog.Title>
          <Dialog.Description render={<div />} className="space-y-2 text-sm text-muted">
            {description}
          </Dialog.Description>
          {children(() => setOpen(false))}
          <Dialog.Close
            aria-label="Close"
            className="absolute top-3 right-3 inline-flex size-9 cursor-pointer items-center justify-center rounded-md hover:bg-sunken"
          >
            <X aria-hidden className="size-5" />
          </Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
