type SearchValues = Record<string, unknown>;

/** Reads the address's parameters as plain text, so that an id of digits stays an id. */
export function parseSearch(text: string): SearchValues {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes parameters as plain text; what is absent or empty is left out. */
export function stringifySearch(values: SearchValues): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string' && value !== '') search.set(name, value);
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
}
