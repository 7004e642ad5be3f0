import type { Meddling } from './reconciling-company.ts';

/** Align's answers to calls of this name say these things otherwise. */
export function rewriting(
  name: string,
  change: (parts: readonly unknown[]) => Record<string, unknown>,
): Meddling {
  return (client) => ({
    call: async (called, ...parts) => {
      const answer: unknown = await client.call(called, ...parts);
      return (called === name ? { ...(answer as object), ...change(parts) } : answer) as never;
    },
  });
}
