import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Collection, openCollection } from './open-collection.ts';
import type {
  AccountRow,
  ApiKeyRow,
  AuthorizationCodeRow,
  DeliveryRow,
  FaultRow,
  LinkRow,
  MemberRow,
  OrganizationRow,
  ProjectRow,
  ReleaseRow,
  RequestRow,
  SettingRow,
  StoredAnswerRow,
  SubscriptionRow,
  TimeEntryRow,
  UserRow,
  WikiPageRow,
} from './rows.ts';

export type Store = {
  organizations: Collection<OrganizationRow>;
  apiKeys: Collection<ApiKeyRow>;
  users: Collection<UserRow>;
  projects: Collection<ProjectRow>;
  members: Collection<MemberRow>;
  timeEntries: Collection<TimeEntryRow>;
  wikiPages: Collection<WikiPageRow>;
  releases: Collection<ReleaseRow>;
  links: Collection<LinkRow>;
  subscriptions: Collection<SubscriptionRow>;
  deliveries: Collection<DeliveryRow>;
  storedAnswers: Collection<StoredAnswerRow>;
  requests: Collection<RequestRow>;
  faults: Collection<FaultRow>;
  accounts: Collection<AccountRow>;
  authorizationCodes: Collection<AuthorizationCodeRow>;
  settings: Collection<SettingRow>;
  /** Runs synchronous work in one transaction: all of it is kept, or nothing where it throws. */
  transaction: <Result>(work: () => Result) => Result;
  /** Empties everything but the settings, so that tokens already issued keep verifying. */
  reset: () => void;
  close: () => void;
};

/** Opens the whole state of the stand-in: a SQLite file, or memory where no file is named. */
export function openStore(file?: string): Store {
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file ?? ':memory:');
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000');
  const { settings, ...state } = openCollections(db);
  const transaction: Store['transaction'] = (work) => inTransaction(db, work);
  return {
    ...state,
    settings,
    transaction,
    reset: () =>
      transaction(() => {
        for (const collection of Object.values(state)) collection.removeWhere({});
      }),
    close: () => db.close(),
  };
}

function openCollections(db: DatabaseSync) {
  return {
    organizations: openCollection<OrganizationRow>(db, 'organizations', []),
    apiKeys: openCollection<ApiKeyRow>(db, 'api_keys', [['keyHash'], ['organizationId']]),
    users: openCollection<UserRow>(db, 'users', [['organizationId', 'email']]),
    projects: openCollection<ProjectRow>(db, 'projects', [['organizationId']]),
    members: openCollection<MemberRow>(db, 'members', [['projectId', 'userId']]),
    timeEntries: openCollection<TimeEntryRow>(db, 'time_entries', [
      ['projectId', 'workDate'],
      ['organizationId'],
    ]),
    wikiPages: openCollection<WikiPageRow>(db, 'wiki_pages', [['projectId']]),
    releases: openCollection<ReleaseRow>(db, 'releases', [['projectId']]),
    links: openCollection<LinkRow>(db, 'links', [['organizationId', 'externalId'], ['alignEntityId']]),
    subscriptions: openCollection<SubscriptionRow>(db, 'subscriptions', [['organizationId']]),
    deliveries: openCollection<DeliveryRow>(db, 'deliveries', [
      ['subscriptionId', 'entityId'],
      ['nextAttemptAtMs'],
    ]),
    storedAnswers: openCollection<StoredAnswerRow>(db, 'stored_answers', [['createdAtMs']]),
    requests: openCollection<RequestRow>(db, 'requests', [['path'], ['atMs']]),
    faults: openCollection<FaultRow>(db, 'faults', []),
    accounts: openCollection<AccountRow>(db, 'accounts', [['email']]),
    authorizationCodes: openCollection<AuthorizationCodeRow>(db, 'authorization_codes', []),
    settings: openCollection<SettingRow>(db, 'settings', []),
  };
}

function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
