import { config } from 'zod';

// The page's policy forbids eval, which zod tries out as soon as the model of an object is made. Imported before any model.
config({ jitless: true });
