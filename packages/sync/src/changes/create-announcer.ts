export interface Announcer<Item> {
  note: (item: Item) => void;
  /** Sends what has been noted, and takes nothing more. */
  stop: () => Promise<void>;
}

export interface AnnouncerOptions<Item> {
  send: (items: Item[]) => Promise<void>;
  onError: (error: unknown) => void;
  /** What is noted within so long goes out together, each thing once. */
  everyMs?: number;
}

/** Gathers what is to be announced, so that any number of changes costs a few announcements a second. */
export function createAnnouncer<Item>(options: AnnouncerOptions<Item>): Announcer<Item> {
  const { send, onError, everyMs = 200 } = options;
  const noted = new Map<string, Item>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function flush(): Promise<void> {
    timer = undefined;
    const items = [...noted.values()];
    noted.clear();
    if (items.length > 0) await send(items).catch(onError);
  }

  return {
    note: (item) => {
      if (stopped) return;
      noted.set(JSON.stringify(item), item);
      timer ??= setTimeout(() => void flush(), everyMs);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await flush();
    },
  };
}
