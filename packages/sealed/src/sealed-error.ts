export type SealedFault = 'bad_key' | 'malformed' | 'unknown_key' | 'does_not_open';

const messages: Record<SealedFault, string> = {
  bad_key: 'an encryption key is not 64 hexadecimal characters',
  malformed: 'the sealed value is malformed',
  unknown_key: 'the sealed value was sealed with a key that is not in the keyring',
  does_not_open: 'the sealed value was changed or belongs to another place',
};

/** A value could not be sealed or opened. It carries neither the value nor the key, and has no cause that might. */
export class SealedError extends Error {
  readonly fault: SealedFault;

  constructor(fault: SealedFault) {
    super(messages[fault]);
    this.name = 'SealedError';
    this.fault = fault;
  }
}
