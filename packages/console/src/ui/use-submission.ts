import { useState } from 'react';
import type { z } from 'zod';
import { describeFailure } from '../wording/describe-failure.ts';

interface Submission<Model extends z.ZodType> {
  /** What the API takes; the same model that it checks with. */
  model: Model;
  /** What to say of a field that does not fit, instead of the model's own words. */
  messages: Partial<Record<string, string>>;
  save: (body: z.output<Model>) => Promise<unknown>;
}

/** Checks a form's values, saves them, and keeps what went wrong by field. */
export function useSubmission<Model extends z.ZodType>({ model, messages, save }: Submission<Model>) {
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [error, setError] = useState<unknown>();

  /** Answers whether the values were saved. */
  const submit = async (values: unknown): Promise<boolean> => {
    const checked = model.safeParse(values);
    setError(undefined);
    setErrors(checked.success ? {} : fieldErrors(checked.error, messages));
    if (!checked.success) return false;
    setBusy(true);
    try {
      await save(checked.data);
      return true;
    } catch (failure) {
      setError(failure);
      setErrors(describeFailure(failure).fields);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, errors, error, submit };
}

function fieldErrors(error: z.ZodError, messages: Partial<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    error.issues.map(({ path, message }) => {
      const field = String(path[0] ?? '');
      return [field, messages[field] ?? message];
    }),
  );
}
