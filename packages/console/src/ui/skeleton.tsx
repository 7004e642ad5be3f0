const BARS = ['first', 'second', 'third', 'fourth'] as const;

/** Holds the place of a list that is being read for the first time. */
export function Skeleton() {
  return (
    <output className="block space-y-3 rounded-lg border border-line bg-surface p-4">
      <span className="sr-only">Reading…</span>
      {BARS.map((bar) => (
        <span key={bar} className="block h-11 animate-pulse rounded bg-sunken" />
      ))}
    </output>
  );
}
