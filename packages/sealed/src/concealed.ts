import { inspect } from 'node:util';

const MASK = '***';

/** A value that prints as `***` wherever it ends up, until somebody asks for it by name. */
export interface Secret<Value> {
  reveal: () => Value;
  toString: () => string;
  toJSON: () => string;
}

/** Conceals a value from string building, JSON and `util.inspect`. */
export function concealed<Value>(value: Value): Secret<Value> {
  const secret = {
    reveal: () => value,
    toString: () => MASK,
    toJSON: () => MASK,
    [inspect.custom]: () => MASK,
  };
  return Object.freeze(secret);
}
