import type { z } from 'zod';
import { Problem } from './models/problem.ts';
import { type RouteName, type Routes, routes } from './routes/index.ts';

type Part<Descriptor, Key extends string> =
  Descriptor extends Record<Key, infer Model extends z.ZodType> ? { [Name in Key]: z.input<Model> } : unknown;

/** What a call of this name takes. */
export type CallInput<Name extends RouteName> = Part<Routes[Name], 'params'> &
  (Routes[Name] extends { query: infer Query extends z.ZodType }
    ? { query?: Partial<z.input<Query>> }
    : unknown) &
  Part<Routes[Name], 'body'>;

/** What a call of this name answers. */
export type CallAnswer<Name extends RouteName> = Routes[Name]['answer'] extends {
  model: infer Model extends z.ZodType;
}
  ? z.output<Model>
  : undefined;

/** The API refused, or could not answer; `problem` is its own account where it gave one. */
export class ApiProblemError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, problem: Problem | undefined) {
    super(problem?.detail ?? `the API answered ${status}`);
    this.name = 'ApiProblemError';
    this.status = status;
    this.problem = problem;
  }
}

export interface ApiClientOptions {
  /** The API's origin, without `/api`; empty for the page's own. */
  baseUrl: string;
  /** Gives the bearer token of the moment. */
  token: () => string | Promise<string>;
  fetch?: typeof globalThis.fetch;
}

export type ApiClient = <Name extends RouteName>(
  name: Name,
  input: CallInput<Name>,
) => Promise<CallAnswer<Name>>;

type QueryValues = Record<string, string | number | boolean | undefined>;

type LooseInput = {
  params?: Record<string, string>;
  query?: QueryValues;
  body?: unknown;
};

/**
 * Makes a typed client of every route.
 * @throws ApiProblemError on any answer that is not 2xx; zod's error on an answer that does not fit its model.
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  return async (name, input) => {
    const route = routes[name];
    const { params, query, body } = input as LooseInput;
    const response = await send(`${options.baseUrl}${fillPath(route.path, params)}${queryString(query)}`, {
      method: route.method,
      headers: {
        authorization: `Bearer ${await options.token()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new ApiProblemError(response.status, await readProblem(response));
    const answer = 'model' in route.answer ? route.answer.model.parse(await response.json()) : undefined;
    return answer as CallAnswer<typeof name>;
  };
}

function fillPath(path: string, params: Record<string, string> = {}): string {
  return path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
}

function queryString(query: QueryValues = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) search.set(key, String(value));
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
}

async function readProblem(response: Response): Promise<Problem | undefined> {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  return parsed.success ? parsed.data : undefined;
}
