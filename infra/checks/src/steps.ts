export interface Step {
  /** Shown while it runs. */
  title: string;
  command: string;
  args: string[];
}

/** Everything that is checked before the tests run, in this order; each counts as one check. */
export const steps: Step[] = [
  { title: 'formatting', command: 'biome', args: ['format', '.'] },
  { title: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { title: 'types', command: 'turbo', args: ['run', 'types', '--output-logs=errors-only'] },
  { title: 'unused code', command: 'knip', args: [] },
  { title: 'console build', command: 'turbo', args: ['run', 'build', '--output-logs=errors-only'] },
];
