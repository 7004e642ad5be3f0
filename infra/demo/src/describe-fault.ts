import { StartFault } from './start-fault.ts';

const explanations: Partial<Record<string, (path: string) => string>> = {
  EACCES: (path) => `There is no permission to write in ${path}.`,
  EPERM: (path) => `There is no permission to write in ${path}.`,
  EROFS: (path) => `${path} is on a disk that can only be read.`,
  ENOSPC: (path) => `There is no disk space left for ${path}.`,
  EDQUOT: (path) => `There is no disk space left for ${path}.`,
};

/** One message for whatever stopped the demo; `dataDirectory` is named where the system names no path. */
export function describeFault(fault: unknown, dataDirectory: string): string {
  if (fault instanceof StartFault) return fault.message;
  if (!(fault instanceof Error)) return String(fault);
  const { code, path = dataDirectory } = fault as NodeJS.ErrnoException;
  const explain = code === undefined ? undefined : explanations[code];
  if (explain !== undefined) return explain(path);
  // Postgres and its tools tell of a full disk in their log alone.
  if (/no space left on device/i.test(fault.message))
    return `There is no disk space left for ${dataDirectory}.`;
  return fault.message;
}
