import { choice } from './define-switch.ts';

export const rateCounting = choice({
  title: 'Counting the rate',
  explains: 'S1 says “sliding window”; many servers count two fixed windows, the older by its share.',
  standard: 'exact',
  choices: {
    exact: 'every arrival of the last window counts',
    weighted: 'the last fixed window counts by the share of it that is still covered',
  },
});
