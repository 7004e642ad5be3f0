type Given<Filters> = { [Key in keyof Filters]?: Exclude<Filters[Key], undefined> };

/** Keeps the filters that have a value. */
export function given<Filters extends object>(filters: Filters): Given<Filters> {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as Given<Filters>;
}
