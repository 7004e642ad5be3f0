import { choice } from './define-switch.ts';

export const eventCatalog = choice({
  title: 'Accepted events',
  explains:
    'S1 subscribes to events that S3’s page does not list; one unknown name refuses the whole subscription.',
  standard: 'all',
  choices: {
    all: 'every event any of the documents names',
    s3: 'the events of Align’s own webhook page only',
  },
});
