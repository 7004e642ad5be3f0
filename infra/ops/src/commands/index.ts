import type { CommandDefinition } from '../command-line/define-command.ts';
import { companyCreate } from './company-create.ts';
import { connectionList } from './connection-list.ts';
import { deliveryList } from './delivery-list.ts';
import { deliveryReplay } from './delivery-replay.ts';
import { doctor } from './doctor.ts';
import { keysRotate } from './keys-rotate.ts';
import { keysStatus } from './keys-status.ts';
import { outboxList } from './outbox-list.ts';
import { outboxRetry } from './outbox-retry.ts';
import { seedDemo } from './seed-demo.ts';
import { tenantCreate } from './tenant-create.ts';
import { userCreate } from './user-create.ts';

export interface CommandGroup {
  summary: string;
  commands: Readonly<Record<string, CommandDefinition>>;
}

/** Every command by its two words, as in `ops tenant create`. */
export const commandGroups: Readonly<Record<string, CommandGroup>> = {
  tenant: { summary: 'Tenants', commands: { create: tenantCreate } },
  company: { summary: 'Companies', commands: { create: companyCreate } },
  user: { summary: 'Users', commands: { create: userCreate } },
  connection: { summary: 'Connections to Align', commands: { list: connectionList } },
  outbox: { summary: 'What is to reach Align', commands: { list: outboxList, retry: outboxRetry } },
  delivery: { summary: 'What Align delivered', commands: { list: deliveryList, replay: deliveryReplay } },
  keys: { summary: 'Encryption keys', commands: { rotate: keysRotate, status: keysStatus } },
  seed: { summary: 'Data to try things with', commands: { demo: seedDemo } },
};

/** Every command of one word. */
export const singleCommands: Readonly<Record<string, CommandDefinition>> = { doctor };
