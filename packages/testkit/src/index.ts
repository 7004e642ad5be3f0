export type { TestDatabase } from './database/clone-database.ts';
export { connectionStringFor } from './database/connection-string-for.ts';
export { createLogin, type Login } from './database/create-login.ts';
export { createTestDatabase } from './database/create-test-database.ts';
export { useTestDatabase } from './database/use-test-database.ts';
export { createCompany } from './factories/create-company.ts';
export { createConnection } from './factories/create-connection.ts';
export { createEngagement } from './factories/create-engagement.ts';
export { createPerson, type Person } from './factories/create-person.ts';
export { createProject } from './factories/create-project.ts';
export { createSlot } from './factories/create-slot.ts';
export { createTenant } from './factories/create-tenant.ts';
export { createTimeEntry } from './factories/create-time-entry.ts';
export { createUser } from './factories/create-user.ts';
export { freePort } from './free-port.ts';
export { leakedSecrets } from './leaked-secrets.ts';
export { killNodeProcess } from './processes/kill-node-process.ts';
export { type ControlCall, callControl } from './processes/call-control.ts';
export { type AlignSandbox, startAlignSandbox } from './processes/start-align-sandbox.ts';
export {
  type NodeProcess,
  type NodeProcessOptions,
  startNodeProcess,
} from './processes/start-node-process.ts';
export { proofSize } from './proof-size.ts';
export { seededRandom } from './seeded-random.ts';
export { until } from './until.ts';
export { vectorsDirectory, vectorsMissing, vectorsNote } from './vectors.ts';
