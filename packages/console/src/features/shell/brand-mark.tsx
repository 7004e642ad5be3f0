/** A light rising over a line: the two sides, aligned. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-8 shrink-0">
      <path
        d="M5 20a11 11 0 0 1 22 0"
        fill="none"
        stroke="var(--color-lamp)"
        strokeWidth="2.8"
        strokeLinecap="round"
      />
      <path d="M10.5 20a5.5 5.5 0 0 1 11 0" fill="var(--color-lamp)" />
      <path d="M3 26h26" stroke="var(--color-on-band)" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}
