import type { z } from 'zod';

export type Role = 'platform_admin' | 'company_admin' | 'talent';

/** One call of the API: what it takes, what it answers, and who may make it. */
export interface RouteDescriptor {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With `:name` for each parameter. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly tag: 'me' | 'connections' | 'projects' | 'engagements' | 'time entries' | 'invoices' | 'sync';
  readonly roles: readonly Role[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Nullish where a call may come without one. */
  readonly body?: z.ZodObject | z.ZodOptional<z.ZodNullable<z.ZodObject>>;
  readonly answer:
    | {
        readonly status: 200 | 201 | 202;
        /** What it answers where the body's `dryRun` asks for a count only; default: the same. */
        readonly dryRunStatus?: 200;
        readonly model: z.ZodType;
      }
    | { readonly status: 204 }
    /** Server-sent events, each with data of this shape. */
    | { readonly status: 200; readonly events: z.ZodType };
}

/** Keeps a descriptor's exact types. */
export function defineRoute<const Descriptor extends RouteDescriptor>(descriptor: Descriptor): Descriptor {
  return descriptor;
}
