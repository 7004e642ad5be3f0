import { type ReactNode, useId } from 'react';

interface PanelProps {
  title: string;
  action: ReactNode;
  children: ReactNode;
}

/** A part of a page with its heading and the one thing to do there. */
export function Panel({ title, action, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="space-y-4 rounded-lg border border-line bg-surface p-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id={id} className="font-display text-xl font-semibold">
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
