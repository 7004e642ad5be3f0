import { type CostSummary, toCents } from '@illumera/align-client';
import type { Difference } from './difference.ts';

export interface InvoicedCost {
  /** What is invoiced in each currency (ISO 4217), in cents. */
  centsByCurrency: ReadonlyMap<string, bigint>;
  /** By how many cents the sides may differ (S1: 100). */
  toleranceCents: number;
}

/**
 * Compares what is invoiced for a project with what Align has approved of it. Amounts of different currencies are never
 * added or compared: that they differ is the difference. Where Align names no currency, ours is taken for it.
 */
export function compareCost(invoiced: InvoicedCost, align: CostSummary): Difference[] {
  const { centsByCurrency, toleranceCents } = invoiced;
  const currencies = [...centsByCurrency.keys()].toSorted();
  const alignCurrency = align.currency?.trim().toUpperCase() || currencies[0];
  if (currencies.some((currency) => currency !== alignCurrency)) {
    return [
      {
        field: 'approved_cost_currency',
        illumeraValue: currencies.join(', '),
        alignValue: alignCurrency ?? null,
      },
    ];
  }
  const illumeraCents = currencies.reduce((sum, currency) => sum + (centsByCurrency.get(currency) ?? 0n), 0n);
  const alignCents = toCents(align.approvedCost);
  const apart = illumeraCents > alignCents ? illumeraCents - alignCents : alignCents - illumeraCents;
  if (apart <= BigInt(toleranceCents)) return [];
  return [
    {
      field: 'approved_cost_cents',
      illumeraValue: illumeraCents.toString(),
      alignValue: alignCents.toString(),
    },
  ];
}
