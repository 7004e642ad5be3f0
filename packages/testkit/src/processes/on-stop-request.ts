/**
 * Calls back when this process is asked to end: by a signal, or because the process that started it over a channel is
 * gone. One Ctrl-C may arrive twice, from the terminal and from npm; only the first request counts.
 */
export function onStopRequest(stop: () => void): void {
  let requested = false;
  const request = () => {
    if (requested) return;
    requested = true;
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request);
  process.on('disconnect', request);
  process.channel?.unref();
}
