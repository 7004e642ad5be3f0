/**
 * In UTC: time entries hourly, all else in the night, links also after something was provisioned (S0 "Endpoints to Poll"), and
 * the sender's ledger four times an hour. Each line runs once however many workers there are, and after a standstill once for
 * what was missed.
 */
export const RECONCILIATION_CRONTAB = [
  '23 * * * * schedule_reconciliation ?id=reconcile_time_entries&fill=1h {"scope":"time_entries"}',
  '*/15 * * * * schedule_reconciliation ?id=audit_deliveries&fill=15m {"scope":"deliveries"}',
  '7,22,37,52 * * * * schedule_reconciliation ?id=verify_links&fill=15m {"scope":"links"}',
  '41 3 * * * schedule_reconciliation ?id=reconcile_nightly&fill=12h {"scope":"nightly"}',
].join('\n');
