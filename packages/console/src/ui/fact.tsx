import type { ReactNode } from 'react';

/** One term of a description list with what it stands for. */
export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="break-all">{children}</dd>
    </div>
  );
}
