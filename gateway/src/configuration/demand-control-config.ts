// The keys under `demand_control`: what operations may cost.
import { z } from 'zod';
import { costBudgetsConfig } from './cost-budgets-config.ts';

export function demandControlConfig() {
  return z
    .strictObject({
      enabled: z.boolean().default(false).describe('Whether the cost of operations is estimated and measured.'),
      mode: z
        .enum(['measure', 'enforce'])
        .default('measure')
        .describe('`enforce` refuses what is estimated at more than `max`; `measure` counts it.'),
      strategy: z
        .strictObject({
          static_estimated: z.strictObject({
            list_size: z.int().min(0).default(10).describe('The length of a list for which no @listSize says more.'),
            max: z.number().min(0).describe('The most that an operation may be estimated at.'),
            actual_cost_mode: z
              .enum(['by_subgraph'])
              .default('by_subgraph')
              .describe('An operation has cost what subgraphs were asked for it; what was kept costs nothing.'),
          }),
        })
        .optional()
        .describe('Needed where it is enabled.'),
      budgets: costBudgetsConfig(),
      expose_headers: z
        .boolean()
        .optional()
        .describe(
          'Whether responses have X-Cost-Estimated, X-Cost-Actual and X-Cost-Max. Default: true, and false in production.',
        ),
    })
    .refine(({ enabled, strategy }) => !enabled || strategy !== undefined, {
      path: ['strategy'],
      error: 'give "static_estimated" with "max": what an operation may cost',
    })
    .prefault({})
    .describe('What operations may cost, by @cost and @listSize in the supergraph.');
}
