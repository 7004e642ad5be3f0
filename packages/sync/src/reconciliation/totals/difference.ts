/** One thing that the two sides say differently, as each of them says it. */
export interface Difference {
  /** What was compared (S1 "align_reconciliation_log"). */
  field: string;
  illumeraValue: string | null;
  alignValue: string | null;
}
