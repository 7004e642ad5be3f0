import { Field } from '@base-ui/react/field';
import { controlLook } from './control-look.ts';

interface SelectFieldProps {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}

/** A labelled choice of one, with its error. */
export function SelectField({ name, label, options }: SelectFieldProps) {
  return (
    <Field.Root name={name} className="flex flex-col gap-1">
      <Field.Label className="text-sm font-semibold">{label}</Field.Label>
      <Field.Control
        className={`${controlLook} w-full`}
        render={
          <select>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        }
      />
      <Field.Error className="text-sm font-semibold text-bad-fg" />
    </Field.Root>
  );
}
