import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
}

/** Says why there is nothing to see, and what would change that. */
export function Empty({ icon: Icon, title, children }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-lg border border-dashed border-edge px-6 py-12 text-center">
      <Icon aria-hidden className="size-7 text-brand" strokeWidth={1.6} />
      <p className="font-display text-lg font-semibold">{title}</p>
      <div className="max-w-prose text-sm text-muted">{children}</div>
    </div>
  );
}
