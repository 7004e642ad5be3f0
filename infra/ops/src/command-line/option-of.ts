import { Option } from 'commander';
import { z } from 'zod';

/** Makes the command-line option of one field of a command's options. */
export function optionOf(field: string, schema: z.ZodType): Option {
  const optional = schema instanceof z.ZodOptional;
  const value = optional ? schema.unwrap() : schema;
  const isFlag = value instanceof z.ZodBoolean;
  const name = field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const option = new Option(
    isFlag ? `--${name}` : `--${name} <${name}>`,
    schema.description,
  ).makeOptionMandatory(!optional);
  return value instanceof z.ZodEnum ? option.choices(value.options.map(String)) : option;
}
