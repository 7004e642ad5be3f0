/** Names the installation, so that nobody mistakes one for another. */
export function EnvironmentBadge({ environment }: { environment: string }) {
  return (
    <span className="rounded bg-lamp px-2 py-0.5 text-xs font-bold tracking-wide text-on-lamp">
      <span className="sr-only">Environment: </span>
      {environment}
    </span>
  );
}
