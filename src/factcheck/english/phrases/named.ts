import type { Num, StatisticName } from '../../statement/numbers.ts';
import type { Part } from '../../statement/parts.ts';
import { HERE } from './implied.ts';

export const statistic = (name: StatisticName, of: Part = HERE): Num => ({ num: 'statistic', name, of });

/** Between a figure and what it is of. */
export const THING = '=of|for|in|over|during|from|across|at|within|throughout|on|to|among';
