import { type Connection, openConnection } from './open-connection.ts';

export interface ConnectionPool {
  /** Sends a whole request on a connection that is free, or on a new one. @returns its answer's status, or `broken` */
  send: (request: Buffer) => Promise<string>;
  close: () => void;
}

/** Has a connection while that is whole. */
interface Place {
  connection?: Connection | undefined;
}

/** Connections that are opened as they are needed; once there are so many, requests wait for one. */
export function createConnectionPool(url: URL, most: number): ConnectionPool {
  const places: Place[] = [];
  const free: Place[] = [];
  const waiting: ((place: Place) => void)[] = [];
  /** The first that still waits; shifting a long list takes longer than answering. */
  let first = 0;

  async function take(): Promise<Place> {
    const ready = free.pop();
    if (ready !== undefined) return ready;
    if (places.length >= most) return new Promise((resolve) => waiting.push(resolve));
    const place: Place = {};
    places.push(place);
    return place;
  }

  function giveBack(place: Place): void {
    const next = waiting[first];
    if (next === undefined) return void free.push(place);
    first += 1;
    if (first === waiting.length) {
      waiting.length = 0;
      first = 0;
    }
    next(place);
  }

  async function sendFrom(place: Place, request: Buffer): Promise<string> {
    try {
      place.connection ??= await openConnection(url);
      return await place.connection.send(request);
    } catch {
      return 'broken';
    }
  }

  return {
    send: async (request) => {
      const place = await take();
      const status = await sendFrom(place, request);
      if (status === 'broken') place.connection = undefined;
      giveBack(place);
      return status;
    },
    close: () => {
      for (const { connection } of places) connection?.close();
    },
  };
}
