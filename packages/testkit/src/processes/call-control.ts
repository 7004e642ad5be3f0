/** Calls the stand-in's control API, with a path below `/control`; throws on any answer outside 2xx. */
export type ControlCall = <Answer>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) => Promise<Answer>;

/** The control API of the Align stand-in at this origin. */
export function callControl(sandboxUrl: string): ControlCall {
  return async (method, path, body) => {
    const response = await fetch(`${sandboxUrl}/control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as never;
  };
}
