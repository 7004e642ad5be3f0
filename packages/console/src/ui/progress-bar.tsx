import { Progress } from '@base-ui/react/progress';

interface ProgressBarProps {
  /** What comes along, e.g. `Backfill`. */
  label: string;
  done: number;
  total: number;
}

/** How much of something is done, as a bar and in numbers. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  const words = `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
  return (
    <Progress.Root
      value={done}
      max={Math.max(total, 1)}
      getAriaValueText={() => words}
      className="grid grid-cols-2 gap-y-1.5 text-sm"
    >
      <Progress.Label className="font-semibold">{label}</Progress.Label>
      <span aria-hidden className="text-right text-muted">
        {words}
      </span>
      <Progress.Track className="col-span-2 h-2 overflow-hidden rounded-full bg-sunken">
        <Progress.Indicator className="h-full rounded-full bg-brand transition-[width] duration-500" />
      </Progress.Track>
    </Progress.Root>
  );
}
