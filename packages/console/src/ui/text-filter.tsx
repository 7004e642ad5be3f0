import { Field } from '@base-ui/react/field';
import { useNavigate } from '@tanstack/react-router';
import { controlLook } from './control-look.ts';

interface TextFilterProps {
  label: string;
  /** The parameter of the address that holds the text. */
  parameter: 'companyId' | 'eventName' | 'field';
  current: string | undefined;
  placeholder: string;
}

/** Narrows a list to an exact text, on Enter or when the control is left. */
export function TextFilter({ label, parameter, current, placeholder }: TextFilterProps) {
  const navigate = useNavigate();
  const apply = (typed: string) => {
    const value = typed.trim() === '' ? undefined : typed.trim();
    if (value === current) return;
    void navigate({ to: '.', search: (search) => ({ ...search, [parameter]: value, cursor: undefined }) });
  };
  return (
    <Field.Root name={parameter} className="flex items-center gap-2">
      <Field.Label className="text-sm text-muted">{label}</Field.Label>
      <Field.Control
        key={current ?? ''}
        type="search"
        defaultValue={current ?? ''}
        placeholder={placeholder}
        maxLength={128}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply(event.currentTarget.value);
        }}
        onBlur={(event) => apply(event.currentTarget.value)}
        className={`${controlLook} w-44`}
      />
    </Field.Root>
  );
}
