import type { Connection, ConnectionHealth } from '@illumera/api-models';
import { Link } from '@tanstack/react-router';
import { Chip } from '../../ui/chip.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { lag } from '../../wording/lag.ts';
import { healthStates } from './health-looks.ts';

type Problem = ConnectionHealth['problems'][number];

/** How the connection does: what is wrong, why that usually is, and what to do about it. */
export function ConnectionHealthPanel({ connection }: { connection: Connection }) {
  const { health, companyId } = connection;
  return (
    <section aria-label="Health" className="space-y-4">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="font-display text-lg font-semibold">Health</h3>
        <Chip look={healthStates[health.state]} />
      </div>
      {health.problems.length === 0 ? null : (
        <ul aria-label="What is wrong" className="space-y-3">
          {health.problems.map((problem) => (
            <li key={problem.code}>
              <ProblemNotice problem={problem} connection={connection} />
            </li>
          ))}
        </ul>
      )}
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        <Fact term="To Align">
          <Link to="/sync/outbox" search={{ companyId, status: 'pending' }} className="underline">
            {count(health.waitingIntents, 'waiting')}
          </Link>
          {', '}
          <Link to="/sync/outbox" search={{ companyId, status: 'failed' }} className="underline">
            {count(health.failedIntents, 'failed')}
          </Link>
        </Fact>
        <Fact term="Sending is behind by">{lag(health.outboundLagSeconds)}</Fact>
        <Fact term="From Align">
          <Link to="/sync/deliveries" search={{ companyId, status: 'failed' }} className="underline">
            {count(health.failedDeliveries, 'failed')}
          </Link>
          {`, behind by ${lag(health.inboundLagSeconds)}`}
        </Fact>
        <Fact term="Last event">
          {health.lastDeliveryAt === null ? 'None yet' : <Moment at={health.lastDeliveryAt} />}
        </Fact>
      </dl>
    </section>
  );
}

function ProblemNotice({ problem, connection }: { problem: Problem; connection: Connection }) {
  const { code, severity, symptom, cause, nextStep } = problem;
  return (
    <Notice tone={severity === 'critical' ? 'bad' : 'warn'} title={symptom}>
      <p>Likely cause: {cause}.</p>
      {code === 'permissions_missing' ? <p>Missing: {connection.missingPermissions.join(', ')}.</p> : null}
      {code === 'key_refused' && connection.lastErrorMessage !== null ? (
        <p>{connection.lastErrorMessage}</p>
      ) : null}
      <p>
        <strong>Next step:</strong> {nextStep}.
      </p>
    </Notice>
  );
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}`;
}
