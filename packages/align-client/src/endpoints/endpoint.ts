import type { z } from 'zod';

/** One call to Align, as data. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base URL; `:name` stands for one path parameter. */
  readonly path: `/${string}`;
  /** Whether it changes something at Align and so may carry an Idempotency-Key. */
  readonly mutation: boolean;
  /** Implied by S1, but on no page of Align's. */
  readonly assumed?: true;
  readonly query?: z.ZodType;
  readonly request?: z.ZodType;
  /** What we read of a 2xx answer; null where nothing of it is needed or documented, and it may be empty. */
  readonly response: z.ZodType | null;
}

export type EndpointTable = Readonly<Record<string, Endpoint>>;
