// A container's health check: exits 0 when the address given answers with success, else 1.
const url = process.argv[2] ?? '';
const answer = await fetch(url, { signal: AbortSignal.timeout(2_500) }).catch(() => undefined);
process.exitCode = answer?.ok ? 0 : 1;
