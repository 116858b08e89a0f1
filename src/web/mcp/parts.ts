import type { Looks } from '../looks.ts';
import type { WebParts } from '../parts.ts';

/** What the tools for assistants are given. */
export type AssistantParts = Pick<WebParts, 'config' | 'store' | 'clock' | 'log' | 'describe'> & Looks;
