import type { Sandbox } from '../sandbox.ts';

export type IssuerOptions = { sandbox: Sandbox };
