import type { LucideIcon } from 'lucide-react';

const tones = {
  quiet: 'bg-quiet-bg text-quiet-fg',
  wait: 'bg-wait-bg text-wait-fg',
  good: 'bg-good-bg text-good-fg',
  warn: 'bg-warn-bg text-warn-fg',
  bad: 'bg-bad-bg text-bad-fg',
  final: 'bg-final-bg text-final-fg',
} as const;

/** How a state looks: always an icon and a word, never a colour alone. */
export interface ChipLook {
  label: string;
  icon: LucideIcon;
  tone: keyof typeof tones;
}

export function Chip({ look: { label, icon: Icon, tone } }: { look: ChipLook }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-semibold whitespace-nowrap ${tones[tone]}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.4} />
      {label}
    </span>
  );
}
