import { type Box, IV_BYTES, TAG_BYTES } from './aes-gcm.ts';
import { SealedError } from './sealed-error.ts';

export interface ParsedSealed {
  keyId: string;
  box: Box;
}

const shape = /^v1:([0-9a-f]{8}):([\w-]*):([\w-]*):([\w-]*)$/;

/**
 * Reads `v1:<keyId>:<iv>:<tag>:<ciphertext>`, the last three base64url.
 * @throws SealedError `malformed`
 */
export function parseSealed(sealed: string): ParsedSealed {
  const [, keyId, iv, tag, ciphertext] = shape.exec(sealed) ?? [];
  if (keyId === undefined || iv === undefined || tag === undefined || ciphertext === undefined) {
    throw new SealedError('malformed');
  }
  const box = { iv: decode(iv), tag: decode(tag), ciphertext: decode(ciphertext) };
  if (box.iv.length !== IV_BYTES || box.tag.length !== TAG_BYTES) throw new SealedError('malformed');
  return { keyId, box };
}

/** Node ignores the unused bits of the last character; refusing them leaves one spelling for each value. */
function decode(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new SealedError('malformed');
  return bytes;
}
