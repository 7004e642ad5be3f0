import { Form } from '@base-ui/react/form';
import type { ReactNode } from 'react';

/** What was typed, by the controls' names, without surrounding blanks. */
export type FormValues = Partial<Record<string, string>>;

interface DataFormProps {
  /** One message a control, by its name. */
  errors: Record<string, string>;
  /** Saves what was typed; answers for its own failures. */
  onSave: (values: FormValues) => Promise<void>;
  children: ReactNode;
}

/** A form that hands over what was typed as text. */
export function DataForm({ errors, onSave, children }: DataFormProps) {
  return (
    <Form
      errors={errors}
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(readForm(event.currentTarget));
      }}
      className="flex flex-col gap-4"
    >
      {children}
    </Form>
  );
}

function readForm(form: HTMLFormElement): FormValues {
  const entries = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.trim()]] : [],
  );
  return Object.fromEntries(entries);
}

/** A text that may be left out: absent where nothing was typed. */
export function optionalText<Name extends string>(
  name: Name,
  values: FormValues,
): { [Key in Name]?: string } {
  const value = values[name];
  return (value === undefined || value === '' ? {} : { [name]: value }) as { [Key in Name]?: string };
}
