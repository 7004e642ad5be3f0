import type { z } from 'zod';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointName, endpoints } from '../endpoints/endpoints.ts';

type PathParameter<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParameter<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type Part<Key extends string, Value> = undefined extends Value
  ? { [K in Key]?: Value }
  : { [K in Key]: Value };

type ParamsPart<E extends Endpoint> = [PathParameter<E['path']>] extends [never]
  ? unknown
  : { params: Record<PathParameter<E['path']>, string> };

type QueryPart<E> = E extends { query: infer Query extends z.ZodType }
  ? Part<'query', z.input<Query>>
  : unknown;

type BodyPart<E> = E extends { request: infer Body extends z.ZodType }
  ? Part<'body', z.input<Body>>
  : unknown;

interface IdempotencyPart {
  /**
   * Printable ASCII. Align keeps it 24 h and answers a repetition with the first answer (S1 "externalRef
   * Contract").
   */
  idempotencyKey?: string;
}

interface AnyCall {
  /** Ends the call early, with an `AlignNetworkError`. */
  signal?: AbortSignal;
}

type CallOf<E extends Endpoint> = ParamsPart<E> &
  QueryPart<E> &
  BodyPart<E> &
  (E extends { mutation: true } ? IdempotencyPart : unknown) &
  AnyCall;

/** What goes with a call of this name. */
export type AlignCall<Name extends EndpointName> = CallOf<(typeof endpoints)[Name]>;

/** The model that a call of this name answers with. */
export type AlignAnswerOf<Name extends EndpointName> =
  (typeof endpoints)[Name]['response'] extends infer Model
    ? Model extends z.ZodType
      ? z.output<Model>
      : undefined
    : never;

/** A call of any name, as the code that carries it out sees it. */
export interface UntypedCall {
  params?: Record<string, string>;
  query?: unknown;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}
