import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.tsx';

interface LonePageProps {
  title: string;
  badge?: ReactNode;
  children: ReactNode;
}

/** A page outside of the frame: signing in, or something that stands in the way of it. */
export function LonePage({ title, badge, children }: LonePageProps) {
  return (
    <main className="grid min-h-dvh bg-band lg:grid-cols-[minmax(20rem,2fr)_3fr]">
      <title>{`${title} · Illumera`}</title>
      <div className="relative flex flex-col justify-between gap-6 overflow-hidden px-6 py-6 text-on-band sm:px-10 lg:py-10">
        <p className="flex items-center gap-3">
          <BrandMark />
          <span className="font-display text-xl font-semibold">Illumera</span>
          {badge}
        </p>
        <Horizon />
      </div>
      <div className="flex items-start bg-canvas px-6 py-12 text-ink sm:px-12 lg:items-center lg:px-20">
        <div className="max-w-lg space-y-6">
          <h1 className="font-display text-4xl leading-tight font-semibold">{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}

function Horizon() {
  return (
    <svg viewBox="0 0 400 240" aria-hidden="true" className="hidden w-full max-w-md lg:block">
      {[170, 130, 90].map((radius, index) => (
        <path
          key={radius}
          d={`M${200 - radius} 200a${radius} ${radius} 0 0 1 ${radius * 2} 0`}
          fill="none"
          stroke="var(--color-lamp)"
          strokeOpacity={0.25 + index * 0.3}
          strokeWidth="3"
          strokeLinecap="round"
        />
      ))}
      <path d="M150 200a50 50 0 0 1 100 0" fill="var(--color-lamp)" />
      <path d="M10 224h380" stroke="var(--color-on-band)" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
