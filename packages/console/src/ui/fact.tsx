import type { ReactNode } from 'react';

interface FactProps {
  term: string;
  /** Whether it takes a row of its own. */
  wide?: boolean;
  children: ReactNode;
}

/** One term of a description list with what it stands for. */
export function Fact({ term, wide = false, children }: FactProps) {
  return (
    <div className={`min-w-0 ${wide ? 'col-span-full' : ''}`}>
      <dt className="text-sm text-muted">{term}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
