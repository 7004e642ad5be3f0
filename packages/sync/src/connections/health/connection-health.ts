import type { Database } from '@illumera/schema';
import { TESTS_PER_HOUR } from '../test-delivery/tests-per-hour.ts';
import { type ConnectionSignals, readSignals } from './read-signals.ts';
import { type HealthSeverity, type TroubleCode, troubleshooting } from './troubleshooting.ts';

export interface HealthProblem {
  code: TroubleCode;
  severity: HealthSeverity;
  symptom: string;
  cause: string;
  nextStep: string;
}

/** How a connection does: from its key, its subscription, the lag each way and whether sending rests. */
export interface ConnectionHealth {
  state: 'healthy' | 'degraded' | 'failing' | 'disconnected';
  /** The most severe first. */
  problems: HealthProblem[];
  waitingIntents: number;
  failedIntents: number;
  outboundLagSeconds: number;
  failedDeliveries: number;
  inboundLagSeconds: number;
  restsForSeconds: number;
  lastDeliveryAt: Date | null;
  /** How many more test deliveries Align allows the organization within this hour. */
  testsLeft: number;
}

/** Adds each connection's health. */
export async function withHealth<Connection extends { id: string }>(
  database: Database,
  connections: readonly Connection[],
): Promise<(Connection & { health: ConnectionHealth })[]> {
  const signals = await readSignals(
    database,
    connections.map(({ id }) => id),
  );
  const healthById = new Map(signals.map((reading) => [reading.id, assessHealth(reading)]));
  return connections.flatMap((connection) => {
    const health = healthById.get(connection.id);
    return health === undefined ? [] : [{ ...connection, health }];
  });
}

const rank = { critical: 0, warning: 1 } as const satisfies Record<HealthSeverity, number>;

function assessHealth(signals: ConnectionSignals): ConnectionHealth {
  const problems = signals.status === 'disconnected' ? [] : findProblems(signals);
  const { waitingIntents, failedIntents, outboundLagSeconds, failedDeliveries } = signals;
  const { inboundLagSeconds, restsForSeconds, lastDeliveryAt } = signals;
  const sending = { waitingIntents, failedIntents, outboundLagSeconds, restsForSeconds };
  const testsLeft = Math.max(0, TESTS_PER_HOUR - signals.testsWithinHour);
  const receiving = { failedDeliveries, inboundLagSeconds, lastDeliveryAt, testsLeft };
  return { state: stateOf(signals, problems), problems, ...sending, ...receiving };
}

function stateOf({ status }: ConnectionSignals, problems: readonly HealthProblem[]) {
  if (status === 'disconnected') return 'disconnected';
  if (problems.some(({ severity }) => severity === 'critical')) return 'failing';
  return problems.length > 0 ? 'degraded' : 'healthy';
}

function findProblems(signals: ConnectionSignals): HealthProblem[] {
  const codes = Object.keys(troubleshooting) as TroubleCode[];
  return codes
    .flatMap((code) => {
      const { isPresent, severity, symptom, cause, nextStep } = troubleshooting[code];
      return isPresent(signals) ? [{ code, severity, symptom, cause, nextStep }] : [];
    })
    .toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}
