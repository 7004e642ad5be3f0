/** @throws Error with this message unless the fact holds. */
export function check(fact: boolean, message: string): asserts fact {
  if (!fact) throw new Error(message);
}
