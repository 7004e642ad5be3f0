/** How far something is behind, in words; a few seconds are none. */
export function lag(seconds: number): string {
  if (seconds < 5) return 'nothing';
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}
