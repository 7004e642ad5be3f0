/** Takes one step of the smoke test. */
export type Take = <Result>(title: string, step: () => Promise<Result>) => Promise<Result>;

export interface Tally {
  take: Take;
  passed: () => number;
}

/** Counts steps and tells of each in one line. A step that fails is told and thrown on, since later ones build on it. */
export function takeSteps(tell: (line: string) => void): Tally {
  let passed = 0;
  const take: Take = async (title, step) => {
    const startedAt = performance.now();
    try {
      const result = await step();
      passed += 1;
      tell(`ok      ${title} (${Math.round(performance.now() - startedAt)} ms)`);
      return result;
    } catch (error) {
      tell(`FAILED  ${title}: ${describe(error)}`);
      throw error;
    }
  };
  return { take, passed: () => passed };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${describe(error.cause)}`;
}
