export { concealed, type Secret } from './concealed.ts';
export { createKeyring, type Keyring, type KeyringOptions } from './create-keyring.ts';
export { keyIdOf } from './key-id-of.ts';
export { keyringOf, keyringSettings } from './keyring-settings.ts';
export { openSealed } from './open-sealed.ts';
export { seal } from './seal.ts';
export type { SealContext } from './seal-context.ts';
export { SealedError, type SealedFault } from './sealed-error.ts';
