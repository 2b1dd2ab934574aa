// Warehouses: where they are and what kind they are. Whose consignment goods lie in one is never served.
import type { OwnedWarehouse } from '../../connectors/erp-connector.ts';
import type { ErpContext } from '../../erp-context.ts';
import type { QueryResolvers, WarehouseResolvers } from '../../generated/resolver-types.ts';

export const warehouseQueries = {
  warehouses: async (_parent, _args, { warehouseByCode }) => [...(await warehouseByCode.loadAll())],
} satisfies QueryResolvers<ErpContext>;

/** A reference may hold nothing but the code; everything else comes from the ERP's list, and only when it is asked for. */
export const warehouseFields = {
  __resolveReference: ({ code }, { warehouseByCode }) => warehouseByCode.load(code),
  name: readWarehouse('name'),
  type: readWarehouse('type'),
  city: readWarehouse('city'),
  country: readWarehouse('country'),
} satisfies WarehouseResolvers<ErpContext>;

function readWarehouse<K extends keyof OwnedWarehouse>(field: K) {
  return async (
    { code }: { code: string },
    _args: unknown,
    { warehouseByCode }: ErpContext,
  ): Promise<OwnedWarehouse[K] | null> => (await warehouseByCode.load(code))?.[field] ?? null;
}
