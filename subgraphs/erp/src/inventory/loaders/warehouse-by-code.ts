// The warehouses that the principal may see, by code. The ERP tells them all in one short list, which a request reads
// once at most. A consignment warehouse tells whose goods lie where, so other accounts do not learn that it exists.
import type { Principal } from '@commerce-graph/subgraph-runtime';
import type { ErpConnector, OwnedWarehouse } from '../../connectors/erp-connector.ts';

export interface WarehouseByCode {
  /** Null for a code that the ERP does not know, or the principal may not. */
  load(code: string): Promise<OwnedWarehouse | null>;
  loadAll(): Promise<readonly OwnedWarehouse[]>;
}

export function createWarehouseByCode(
  connector: ErpConnector,
  principal: Principal,
  signal: AbortSignal,
): WarehouseByCode {
  let reading: Promise<readonly OwnedWarehouse[]> | undefined;

  function loadAll(): Promise<readonly OwnedWarehouse[]> {
    reading ??= connector
      .readWarehouses(signal)
      .then((warehouses) =>
        warehouses.filter(
          ({ type, consigneeId }) => type !== 'CONSIGNMENT' || (consigneeId !== null && principal.permits(consigneeId)),
        ),
      );
    return reading;
  }

  return {
    loadAll,
    load: async (code) => (await loadAll()).find((warehouse) => warehouse.code === code) ?? null,
  };
}
