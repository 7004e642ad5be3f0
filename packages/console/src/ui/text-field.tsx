import { Field } from '@base-ui/react/field';
import type { ReactNode } from 'react';
import { controlLook } from './control-look.ts';

interface TextFieldProps extends Omit<Field.Control.Props, 'className'> {
  name: string;
  label: string;
  /** Stands below the control, and is read out with it. */
  hint?: ReactNode;
}

/** A labelled control with its hint and its error, whether found here or by the API. */
export function TextField({ name, label, hint, ...control }: TextFieldProps) {
  return (
    <Field.Root name={name} className="flex flex-col gap-1">
      <Field.Label className="text-sm font-semibold">{label}</Field.Label>
      <Field.Control {...control} className={`${controlLook} w-full`} />
      {hint === undefined ? null : (
        <Field.Description className="min-h-5 text-sm text-muted">{hint}</Field.Description>
      )}
      <Field.Error className="text-sm font-semibold text-bad-fg" />
    </Field.Root>
  );
}
