import type { ReactNode } from 'react';
import { describeFailure } from '../wording/describe-failure.ts';
import { Notice } from './notice.tsx';

interface FailureNoticeProps {
  error: unknown;
  /** What was tried, e.g. `The entry was not saved`. */
  title: string;
  children?: ReactNode;
}

/** Shows why a call failed, with the number under which the API logged it. */
export function FailureNotice({ error, title, children }: FailureNoticeProps) {
  const failure = describeFailure(error);
  return (
    <Notice tone="bad" title={title}>
      <p>{failure.detail}</p>
      {children}
      {failure.requestId === undefined ? null : (
        <p className="text-xs">
          Request <code className="font-mono">{failure.requestId}</code>
        </p>
      )}
    </Notice>
  );
}
