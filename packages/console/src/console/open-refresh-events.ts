import { RefreshEvent, syncEventsRoute } from '@illumera/api-models';
import { EventSource } from 'eventsource';

export interface RefreshEventsOptions {
  /** The API's origin; empty for the page's own. */
  baseUrl: string;
  /** Gives the bearer token of the moment; each time the stream is opened anew it is asked again. */
  token: () => string;
  onOpen: () => void;
  /** Told when the stream breaks; it is opened again unless the API refused it. */
  onBroken: () => void;
  onRefresh: (topics: RefreshEvent['topics']) => void;
}

/** Hears what to refresh until closed. A browser's own event source cannot carry a token, so that this one fetches. */
export function openRefreshEvents(options: RefreshEventsOptions): { close: () => void } {
  const { baseUrl, token, onOpen, onBroken, onRefresh } = options;
  const source = new EventSource(`${baseUrl}${syncEventsRoute.path}`, {
    fetch: (url, init) =>
      fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token()}` } }),
  });
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onBroken);
  source.addEventListener('refresh', ({ data }) => {
    const event = RefreshEvent.safeParse(JSON.parse(String(data)));
    if (event.success) onRefresh(event.data.topics);
  });
  return { close: () => source.close() };
}
