import type { CallAnswer, RouteName, Routes } from '@illumera/api-models';
import type { Actor, Done } from '@illumera/sync';
import type { z } from 'zod';
import type { Refusal } from '../problems/refuse.ts';
import type { Services } from '../services.ts';

type Part<Descriptor, Key extends string> =
  Descriptor extends Record<Key, infer Model extends z.ZodType>
    ? { [Name in Key]: z.output<Model> }
    : unknown;

/** One call of a route, checked, with who makes it. */
type Call<Name extends RouteName> = { actor: Actor } & Part<Routes[Name], 'params'> &
  Part<Routes[Name], 'query'> &
  Part<Routes[Name], 'body'>;

/** An answer whose instants are still dates; they become ISO 8601 on the way out. */
type Dated<Value> = Value extends string
  ? Value | Date
  : Value extends readonly (infer Item)[]
    ? Dated<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Dated<Value[Key]> }
      : Value;

/** Carries out one route. */
type Handler<Name extends RouteName> = (
  services: Services,
  call: Call<Name>,
) => Promise<Done<Dated<CallAnswer<Name>>> | Refusal>;

/** The handlers of some routes, each route once. */
export type Handlers<Names extends RouteName> = { [Name in Names]: Handler<Name> };
