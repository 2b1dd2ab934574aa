// The search that a connection of orders stands for.
import { checkPageSize } from '@commerce-graph/subgraph-runtime';
import type { OrderConditions, OrderSearch } from '../../connectors/oms-connector.ts';
import type { AccountOrdersArgs, OrderFilter } from '../../generated/resolver-types.ts';
import { checkOptionalText } from './text-input.ts';

/** `accountId` must be one that the principal may see. Throws BAD_USER_INPUT. */
export function toOrderSearch(accountId: string, args: AccountOrdersArgs, isCountAsked: boolean): OrderSearch {
  return {
    accountId,
    filter: toConditions(args.filter ?? {}),
    first: checkPageSize(args.first ?? 20),
    after: checkOptionalText(args.after, 'after', 512),
    isCountAsked,
  };
}

/** No statuses at all is no condition: what an empty choice of a form means. */
function toConditions(filter: OrderFilter): OrderConditions {
  return {
    statuses: filter.statuses?.length ? filter.statuses : undefined,
    isOpen: filter.isOpen ?? undefined,
    poNumber: checkOptionalText(filter.poNumber, 'filter.poNumber', 64),
    sku: checkOptionalText(filter.sku, 'filter.sku', 64),
    placedFrom: filter.placedFrom ?? undefined,
    placedTo: filter.placedTo ?? undefined,
  };
}
