import type { IncomingMessage, RequestListener } from 'node:http';
import { flatAnswer } from '../answer.ts';

export interface RefuseEarlyOptions {
  /** What the path of a request begins with that may be refused. */
  pathPrefix: string;
  isOverloaded: () => boolean;
  onRefused: () => void;
}

/**
 * Passes requests on, except those that would be turned away in the end: while more comes than can be stored, what is refused
 * must cost a small part of what is taken, or refusing takes the time that storing needs. So it is done before anything else
 * is made of a request, and its body is not looked at.
 */
export function refuseEarly(handle: RequestListener, options: RefuseEarlyOptions): RequestListener {
  const { pathPrefix, isOverloaded, onRefused } = options;
  const { status, headers, body } = flatAnswer('unavailable');
  const isRefused = ({ method, url }: IncomingMessage): boolean =>
    method === 'POST' && url !== undefined && url.startsWith(pathPrefix) && isOverloaded();
  return (request, response) => {
    if (!isRefused(request)) return handle(request, response);
    onRefused();
    response.writeHead(status, headers).end(body);
  };
}
