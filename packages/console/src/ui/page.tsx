import type { ReactNode } from 'react';

interface PageProps {
  title: string;
  /** One sentence on what the page is for. */
  lead: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A page with its heading, which also names the window. */
export function Page({ title, lead, aside, children }: PageProps) {
  return (
    <div className="space-y-6">
      <title>{`${title} · Illumera`}</title>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="space-y-1">
          <h1 className="font-display text-3xl leading-tight font-semibold">{title}</h1>
          <p className="max-w-prose text-muted">{lead}</p>
        </div>
        {aside}
      </header>
      {children}
    </div>
  );
}
