/** One measurement of one contestant at one point of its curve, in one round. */
export interface Turn<Contestant> {
  contestant: Contestant;
  round: number;
}

/**
 * The order in which contestants are measured: each once a round, and each round begins with the next of them, so that none
 * always runs on a machine that another has just warmed up or worn out.
 */
export function interleave<Contestant>(
  contestants: readonly Contestant[],
  rounds: number,
): Turn<Contestant>[] {
  return Array.from({ length: rounds }, (_, round) => {
    const first = round % Math.max(1, contestants.length);
    const rotated = [...contestants.slice(first), ...contestants.slice(0, first)];
    return rotated.map((contestant) => ({ contestant, round }));
  }).flat();
}
