import { useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';
import { readWorkDuration, workDuration } from '../../wording/work-duration.ts';

const usual = [30, 60, 120, 240, 480];

/** A length of work, typed as minutes or as hours, or chosen from the usual ones. */
export function MinutesField({ initial }: { initial?: number }) {
  const [typed, setTyped] = useState(initial === undefined ? '' : String(initial));
  const minutes = readWorkDuration(typed);
  const hint = minutes === undefined ? 'For example 150, 2:30 or 2h 30m' : `= ${workDuration(minutes)}`;
  return (
    <div className="space-y-1">
      <TextField
        name="minutes"
        label="Minutes"
        hint={hint}
        value={typed}
        onValueChange={setTyped}
        autoComplete="off"
        inputMode="text"
      />
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">Usual lengths</legend>
        {usual.map((length) => (
          <button
            key={length}
            type="button"
            aria-pressed={minutes === length}
            onClick={() => setTyped(String(length))}
            className="min-h-8 cursor-pointer rounded-full border border-edge px-2.5 text-sm hover:bg-sunken aria-pressed:border-brand aria-pressed:bg-wait-bg aria-pressed:text-wait-fg"
          >
            {workDuration(length)}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

MinutesField.message = 'Enter one minute to 24 hours, such as 150, 2:30 or 2h 30m.';
