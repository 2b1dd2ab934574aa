// What single accounts call an item, and in which units they may buy it.
import type { CustomerPartNumberSeed, UomPermissionSeed } from '../../erp/seed.ts';

const numberOf = (accountId: string, sku: string, partNumber: string): CustomerPartNumberSeed => ({
  accountId,
  sku,
  partNumber,
});

export const customerPartNumbers: readonly CustomerPartNumberSeed[] = [
  numberOf('acme', 'BRG-6205-2RS', 'AP-44120'),
  numberOf('acme', 'UCP205', 'AP-44205'),
  numberOf('acme', 'PX-200', 'AP-90200'),
  numberOf('acme', 'MRO-SEAL-KIT', 'AP-90911'),
  numberOf('acme', 'BLT-4017-M12X50-88', 'AP-10250'),
  numberOf('acme-dayton', 'BRG-6205-2RS', 'DAY-7-0418'),
  numberOf('borealis', 'BRG-6205-2RS', 'BM-200-0031'),
  numberOf('borealis', 'HSE-100R2-16', 'BM-510-0016'),
  numberOf('borealis', 'PX-200-V2', 'BM-700-0202'),
  numberOf('kyoto', 'PX-200', 'KV-P200'),
  numberOf('govfed', 'SAF-GLS-CLR', 'GF-4240-0042'),
];

export const uomPermissions: readonly UomPermissionSeed[] = [
  { accountId: 'acme', sku: 'LUB-PEN-400', uoms: ['CS12'] },
  { accountId: 'acme', sku: 'FIT-ELB-NPT12-BR', uoms: ['BAG25', 'CS250'] },
  { accountId: 'govfed', sku: 'BLT-4017-M12X50-88', uoms: ['BX100'] },
];
