import { fileURLToPath } from 'node:url';

/** Root of the checkout. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
export const SAMPLE = fileURLToPath(new URL('../../data/office.csv', import.meta.url));
