import { choice } from './define-switch.ts';

export const unlockedStatus = choice({
  title: 'Status after unlock',
  explains:
    'S3’s time.unlocked still says locked and S1 takes the entry for a draft; whichever it is, it can be corrected.',
  standard: 'draft',
  choices: {
    draft: 'an unlocked entry is a draft',
    submitted: 'an unlocked entry waits for approval again',
    approved: 'an unlocked entry stays approved while it is corrected',
  },
});
