import { z } from 'zod';

/** One thing Align's documents leave open, or one way in which a real sender is awkward. */
export type Switch<Value extends string | number> = {
  title: string;
  /** Why it is a question at all, or what turning it does. */
  explains: string;
  /** Reads the value from JSON, a form or the environment. */
  model: z.ZodType<Value>;
  /** How it stands until somebody turns it. */
  standard: Value;
  /** What each choice means; a switch without choices takes a number or a text. */
  choices?: Readonly<Record<string, string>>;
};

/** What a switch can be turned to. */
export type ValueOf<Defined extends { model: z.ZodType }> = z.output<Defined['model']>;

type ChoiceSwitch<Choice extends string> = {
  title: string;
  explains: string;
  standard: NoInfer<Choice>;
  choices: Readonly<Record<Choice, string>>;
};

/** A switch between named behaviours. */
export function choice<Choice extends string>(definition: ChoiceSwitch<Choice>) {
  const names = Object.keys(definition.choices) as Choice[];
  return { ...definition, model: z.enum(names) as z.ZodType<Choice> } satisfies Switch<Choice>;
}

type NumberSwitch = { title: string; explains: string };

/** A switch from 0 (never, as it stands) to 1 (always). */
export function probability(definition: NumberSwitch) {
  const model = z.coerce.number<number>().min(0).max(1);
  return { ...definition, model, standard: 0 } satisfies Switch<number>;
}

/** A switch that holds a span of time in whole milliseconds. */
export function milliseconds(definition: NumberSwitch & { standard: number; longest: number }) {
  const { longest, ...shown } = definition;
  return { ...shown, model: z.coerce.number<number>().int().min(0).max(longest) } satisfies Switch<number>;
}
