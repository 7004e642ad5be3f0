interface SystemFault {
  code?: string;
  address?: string;
  port?: number;
  hostname?: string;
}

const explanations: Partial<Record<string, (place: string) => string>> = {
  EADDRINUSE: (place) => `${place} is in use by another process`,
  EADDRNOTAVAIL: (place) => `${place} is not an address of this machine`,
  EACCES: (place) => `no permission to use ${place}`,
  ECONNREFUSED: (place) => `nothing answers at ${place}`,
  ENOTFOUND: (place) => `the name ${place} is not known`,
  ETIMEDOUT: (place) => `no answer from ${place} in time`,
};

/** Says in one line why a process could not start. */
export function describeStartFailure(error: unknown): string {
  const cause = error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
  const { code, address, port, hostname } = (cause ?? {}) as SystemFault;
  const place = [address ?? hostname, port].filter((part) => part !== undefined).join(':');
  const explain = code !== undefined && place !== '' ? explanations[code] : undefined;
  if (explain !== undefined) return explain(place);
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split('\n', 1).join('');
}
