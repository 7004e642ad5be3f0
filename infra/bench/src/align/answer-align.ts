import type { Ledger } from './ledger.ts';
import type { ListEntries } from './remote-entries.ts';
import { type Answer, alignRoutes } from './routes.ts';
import { type Counting, countings, type WindowCounter, type WindowLimit } from './window-counter.ts';

export interface AlignOptions {
  /** Without one nothing is refused. */
  limit: WindowLimit | undefined;
  countings: readonly Counting[];
  /** Without one there are no lists of time entries. */
  listEntries?: ListEntries | undefined;
}

export interface AlignRequest {
  atMs: number;
  key: string;
  method: string;
  /** Below `/api/v1`, without the query. */
  path: string;
  query: URLSearchParams;
  idempotencyKey: string | undefined;
  body: Record<string, unknown>;
}

/** An answer with how many more requests the key may send in its window. */
export type AlignAnswer = Answer & { remaining: number };
export type Align = (request: AlignRequest) => AlignAnswer;

/**
 * Answers as Align does: it counts arrivals per key, refuses with 429 those over the limit by any of the countings, and gives
 * a repeated idempotency key its first answer.
 */
export function createAlign(ledger: Ledger, options: AlignOptions): Align {
  const { limit } = options;
  const counters = new Map<string, WindowCounter[]>();
  const answered = new Map<string, Answer>();
  const countersOf = (key: string): WindowCounter[] => {
    const known = counters.get(key);
    if (known !== undefined) return known;
    const made = limit === undefined ? [] : options.countings.map((counting) => countings[counting](limit));
    counters.set(key, made);
    return made;
  };
  return (request) => {
    const { key, atMs, method, path, body } = request;
    const keyCounters = countersOf(key);
    if (keyCounters.some((counter) => counter.remaining(atMs) < 1)) {
      ledger.counts.refused += 1;
      return { status: 429, body: { error: 'rate_limited' }, remaining: 0 };
    }
    for (const counter of keyCounters) counter.admit(atMs);
    const remaining = Math.min(...keyCounters.map((counter) => counter.remaining(atMs)));
    const mark = body['name'] ?? body['description'];
    ledger.arrivals.push({ atMs, key, method, path, mark: typeof mark === 'string' ? mark : undefined });
    const place = request.idempotencyKey === undefined ? undefined : `${key}/${request.idempotencyKey}`;
    const earlier = place === undefined ? undefined : answered.get(place);
    if (earlier !== undefined) return { ...earlier, remaining };
    const answer = listed(options.listEntries, request) ?? answerRoute(ledger, request);
    if (place !== undefined) answered.set(place, answer);
    return { ...answer, remaining };
  };
}

const LIST = /^\/projects\/([^/]+)\/time-entries$/;

function listed(
  listEntries: ListEntries | undefined,
  { method, path, query }: AlignRequest,
): Answer | undefined {
  const projectId = LIST.exec(path)?.[1];
  if (listEntries === undefined || method !== 'GET' || projectId === undefined) return undefined;
  return { status: 200, body: listEntries(projectId, query) };
}

function answerRoute(ledger: Ledger, { key, method, path, body }: AlignRequest): Answer {
  for (const route of alignRoutes) {
    if (route.method !== method) continue;
    const found = route.path.exec(path);
    if (found !== null) return route.answer(ledger, { key, body, params: found.slice(1) });
  }
  return { status: 404, body: { error: 'no_such_route' } };
}
