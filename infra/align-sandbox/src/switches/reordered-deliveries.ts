import { probability } from './define-switch.ts';

export const reorderedDeliveries = probability({
  title: 'Reordered deliveries',
  explains: 'A share of the deliveries lets the next one about the same entity pass, or goes after 1.5 s.',
});

/** How long a delivery waits to be overtaken. */
export const OVERTAKING_MS = 1500;
