import { milliseconds } from './define-switch.ts';

export const longestDelayMs = milliseconds({
  title: 'Longest delay',
  explains: 'How many milliseconds a delayed delivery waits at most.',
  standard: 2000,
  longest: 24 * 60 * 60 * 1000,
});
