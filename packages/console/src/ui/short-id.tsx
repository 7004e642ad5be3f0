/** An identifier by its last characters, which differ most; the whole of it on hover and for assistive technology. */
export function ShortId({ id }: { id: string }) {
  return (
    <span title={id} className="font-mono text-xs whitespace-nowrap text-muted">
      <span aria-hidden>{id.length > 14 ? `…${id.slice(-12)}` : id}</span>
      <span className="sr-only">{id}</span>
    </span>
  );
}
