/** Says what is being done while it is done, and how long it took. */
export async function progress<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  process.stdout.write(`${title} … `);
  const startedAt = performance.now();
  try {
    const result = await work();
    process.stdout.write(`ready (${((performance.now() - startedAt) / 1000).toFixed(1)} s)\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}
