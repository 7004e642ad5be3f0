import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const tones = {
  info: { icon: Info, look: 'bg-wait-bg text-wait-fg', role: 'status' },
  warn: { icon: TriangleAlert, look: 'bg-warn-bg text-warn-fg', role: 'status' },
  bad: { icon: CircleAlert, look: 'bg-bad-bg text-bad-fg', role: 'alert' },
} as const;

interface NoticeProps {
  tone: keyof typeof tones;
  title: string;
  children?: ReactNode;
}

/** A message that is read out when it appears. */
export function Notice({ tone, title, children }: NoticeProps) {
  const { icon: Icon, look, role } = tones[tone];
  return (
    <div role={role} className={`flex gap-3 rounded-md px-4 py-3 text-sm ${look}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 space-y-1 wrap-break-word">
        <p className="font-semibold">{title}</p>
        {children}
      </div>
    </div>
  );
}
