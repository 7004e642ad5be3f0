import { TextField } from '../../ui/text-field.tsx';

export function NotesField({ initial }: { initial?: string | null }) {
  return (
    <TextField
      name="notes"
      label="Notes"
      defaultValue={initial ?? ''}
      maxLength={2000}
      render={<textarea rows={3} />}
    />
  );
}
