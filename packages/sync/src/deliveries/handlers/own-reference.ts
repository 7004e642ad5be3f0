import { type AlignEvent, linkEventData } from '@illumera/align-client';
import type { ExternalType } from '@illumera/schema';

/** The Illumera id in an event's external reference, if the reference is ours and of the type expected. */
export function ownReference(event: AlignEvent, externalType: ExternalType): string | undefined {
  const { externalRef } = linkEventData(event);
  if (externalRef?.provider !== 'illumera' || externalRef.externalType !== externalType) return undefined;
  return externalRef.externalId;
}
