import { z } from 'zod';
import { storableText } from '../json/storable-text.ts';

/** Text that people wrote in Align, fit to be stored. */
export const FreeText = z.string().transform(storableText);
