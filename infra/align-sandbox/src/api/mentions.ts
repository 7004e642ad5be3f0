type Mentioning = { path: string; body: unknown; idempotencyKey: unknown };

/** Whether an id, ours or Align's, is in a request's path, idempotency key or body. */
export function mentions({ path, body, idempotencyKey }: Mentioning, id: string): boolean {
  if (idempotencyKey === id || path.includes(id)) return true;
  return (JSON.stringify(body) ?? '').includes(JSON.stringify(id));
}
