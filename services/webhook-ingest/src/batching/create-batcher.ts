export interface BatcherOptions<Item, Result> {
  /** Does the work for some items, with a result for each in their order. */
  run: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** What an item weighs, e.g. its bytes; default: 0. */
  weigh?: (item: Item) => number;
  /** How many runs may be under way at the same time; default: 1. */
  runsAtOnce?: number;
  /** The most that one run is given. */
  batch: Limit;
  /** The most that waits for its run. */
  waiting: Limit & { ms: number };
}

interface Limit {
  items: number;
  weight: number;
}

export interface Batcher<Item, Result> {
  /** @returns its result, or `overloaded` where it would wait for too long; throws what its run throws */
  add: (item: Item) => Promise<Result | 'overloaded'>;
  /** Whether an item would be turned away. */
  isFull: () => boolean;
  /** How many items wait or are under way. */
  size: () => number;
}

interface Waiting<Item, Result> {
  item: Item;
  weight: number;
  sinceMs: number;
  resolve: (result: Result | 'overloaded') => void;
  reject: (error: unknown) => void;
}

/**
 * Collects what comes while a run is under way and gives it to the next, so that many share the cost of one. A further run
 * beside those under way begins only with as many items as they hold, so that no run is made small by its neighbour.
 */
export function createBatcher<Item, Result>(options: BatcherOptions<Item, Result>): Batcher<Item, Result> {
  const { run, weigh = () => 0, runsAtOnce = 1, batch, waiting: most } = options;
  const waiting: Waiting<Item, Result>[] = [];
  let waitingWeight = 0;
  let isBeginning = false;
  let runs = 0;
  let underWay = 0;

  const isLate = ({ sinceMs }: Waiting<Item, Result>): boolean => performance.now() - sinceMs > most.ms;

  function isFull(): boolean {
    const [oldest] = waiting;
    if (oldest === undefined) return false;
    return waiting.length >= most.items || waitingWeight >= most.weight || isLate(oldest);
  }

  function add(item: Item): Promise<Result | 'overloaded'> {
    if (isFull()) return Promise.resolve('overloaded');
    const { promise, resolve, reject } = Promise.withResolvers<Result | 'overloaded'>();
    const weight = weigh(item);
    waiting.push({ item, weight, sinceMs: performance.now(), resolve, reject });
    waitingWeight += weight;
    begin();
    return promise;
  }

  const isDue = (): boolean => waiting.length > 0 && waiting.length >= underWay && runs < runsAtOnce;

  /**
   * What has arrived with an item is taken along, unless it fills a run already: while more and more arrives, Node reads it
   * for a long time before it comes to what was set for afterwards.
   */
  function begin(): void {
    if (!isDue()) return;
    if (waiting.length >= batch.items || waitingWeight > batch.weight) return void runNext();
    if (isBeginning) return;
    isBeginning = true;
    setImmediate(() => {
      isBeginning = false;
      if (isDue()) void runNext();
    });
  }

  async function runNext(): Promise<void> {
    const taken = takeBatch();
    runs += 1;
    underWay += taken.length;
    await runBatch(taken);
    runs -= 1;
    underWay -= taken.length;
    begin();
  }

  function takeBatch(): Waiting<Item, Result>[] {
    let weight = 0;
    const end = waiting.findIndex((next, index) => {
      weight += next.weight;
      return index >= batch.items || (index > 0 && weight > batch.weight);
    });
    const taken = waiting.splice(0, end === -1 ? waiting.length : end);
    for (const one of taken) waitingWeight -= one.weight;
    return taken;
  }

  async function runBatch(taken: readonly Waiting<Item, Result>[]): Promise<void> {
    const { late = [], timely = [] } = Object.groupBy(taken, (one) => (isLate(one) ? 'late' : 'timely'));
    for (const { resolve } of late) resolve('overloaded');
    if (timely.length === 0) return;
    try {
      const results = await run(timely.map(({ item }) => item));
      timely.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) reject(new Error('a run left an item without a result'));
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of timely) reject(error);
    }
  }

  return { add, isFull, size: () => waiting.length + underWay };
}
