export { freePort } from './free-port.ts';
export { reachableDirectory } from './postgres/reachable-directory.ts';
export { releaseCluster } from './postgres/release-cluster.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './postgres/start-embedded-postgres.ts';
export { onStopRequest } from './processes/on-stop-request.ts';
export { spawnTethered, type TetheredOptions, type TetheredProcess } from './processes/spawn-tethered.ts';
