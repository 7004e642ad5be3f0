import { isoNow } from '../../clock/clock.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type Answer, conflict, notFound, ok } from '../answer.ts';
import { emitReleaseEvent } from './emit-release-event.ts';
import { evidenceShape } from './evidence-shape.ts';

/** Releases what was planned; `release.released` fires exactly once (S3). */
export function publishRelease(sandbox: Sandbox, id: string): Answer {
  const release = sandbox.store.releases.get(id);
  if (release === undefined) return notFound('The release');
  if (release.status === 'released') return conflict('The release is already released.');
  const after = { ...release, status: 'released' as const, releasedAt: isoNow(sandbox.clock) };
  sandbox.store.releases.change(id, after);
  emitReleaseEvent(sandbox, 'release.status_changed', after);
  emitReleaseEvent(sandbox, 'release.released', after);
  return ok(evidenceShape(after));
}
