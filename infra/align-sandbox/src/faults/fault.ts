import type { FastifyRequest } from 'fastify';
import type { Answer } from '../align/answer.ts';
import type { Sandbox } from '../sandbox.ts';
import type { FaultRow } from '../store/rows.ts';

/** What goes over the wire instead of the answer. */
export type Wire =
  | { kind: 'answer'; answer: Answer; headers?: Record<string, string> }
  | { kind: 'text'; status: number; contentType: string; text: string }
  | { kind: 'silence' }
  | { kind: 'cut'; isReset: boolean }
  | { kind: 'drip'; answer: Answer; durationMs: number };

/** `answer` is what the caller would have got; of a call without effect it is the error that stands for it. */
type Struck = { answer: Answer; fault: FaultRow; request: FastifyRequest; sandbox: Sandbox };

export type FaultKind = {
  explains: string;
  /** Whether the call takes effect before the fault strikes. */
  commits: boolean | 'as asked';
  /** Whether the error is kept under the idempotency key and repeated. */
  isStored?: boolean;
  strike: (struck: Struck) => Wire;
};
