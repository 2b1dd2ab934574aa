// Tells clients what their request was estimated at, what it has cost, and what one may cost.
import type { RequestCost } from '../execution/request-cost.ts';

export function describeCost({ estimated, actual, max }: RequestCost): Record<string, string> {
  return {
    'x-cost-estimated': String(estimated),
    ...(actual !== undefined && { 'x-cost-actual': String(actual) }),
    'x-cost-max': String(max),
  };
}
