// The key `demand_control.budgets`: how much operations may cost over time.
import { z } from 'zod';
import { allowance } from './allowance.ts';

export function costBudgetsConfig() {
  return z
    .array(
      z.strictObject({
        by: z
          .enum(['account', 'client'])
          .describe('Of what each has a budget of its own; as in traffic_shaping.router.rate_limits.'),
        ...allowance('units of cost'),
      }),
    )
    .default([])
    .describe('An operation needs what it is estimated to cost of all of them; what it did cost is set against that.');
}
