/** Minutes as people say them: `2 h 30 min`. */
export function workDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/**
 * Reads a length of work from what was typed: `150`, `2:30`, `2h 30m`, `2.5h`, `45 min`.
 * Answers whole minutes, or undefined where it is not clear what is meant.
 */
export function readWorkDuration(typed = ''): number | undefined {
  const text = typed.trim().toLowerCase();
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(text);
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2]);
  const plain = /^\d{1,5}(?=\s*(?:m|min|minutes)?$)/.exec(text);
  if (plain !== null) return Number(plain[0]);
  const worded = /^(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hours?)(?:\s*([0-5]?\d)\s*(?:m|min|minutes)?)?$/.exec(
    text,
  );
  if (worded === null) return undefined;
  return Math.round(Number(worded[1]?.replace(',', '.')) * 60) + Number(worded[2] ?? 0);
}
