// Customer groups, and the prices a whole group has.
import type { CustomerGroupSeed, GroupPriceSeed, PriceSeed } from '../../erp/seed.ts';
import { agreeEach, agreePerHundred } from './price-tiers.ts';

export const customerGroups: readonly CustomerGroupSeed[] = [
  { code: 'OEM', name: 'Equipment manufacturers' },
  { code: 'MINING', name: 'Mining' },
  { code: 'GOV', name: 'Public sector' },
];

const priceFor = (customerGroup: string, currencyCode: string, prices: readonly PriceSeed[]): GroupPriceSeed[] =>
  prices.map((price) => ({ ...price, customerGroup, currencyCode }));

export const groupPrices: readonly GroupPriceSeed[] = [
  ...priceFor('OEM', 'USD', [
    agreeEach('BRG-6203-2RS', '8.55', ['100', '7.60']),
    agreeEach('BRG-6205-2RS', '16.55', ['100', '15.20']),
    agreeEach('BRG-6206-2RS', '20.10'),
    agreeEach('FIT-ELB-NPT12-BR', '4.35', ['250', '3.45']),
    agreeEach('VLV-BALL-NPT12-BR', '10.20'),
    agreeEach('MTR-NEMA-145T-200-4', '442.00'),
    agreePerHundred('BLT-4017-M10X50-88', '21.90', ['1000', '19.80']),
    agreePerHundred('BLT-4017-M12X50-88', '33.60', ['1000', '30.40']),
  ]),
  ...priceFor('MINING', 'CAD', [
    agreeEach('HSE-100R2-12', '22.10', ['50', '19.40']),
    agreeEach('BRG-6206-2RS', '28.60'),
    agreeEach('SAF-HAT-1E-WH', '26.50'),
    agreeEach('SAF-GLS-CLR', '5.60', ['144', '4.70']),
    agreeEach('LUB-EP2', '17.20', ['180', '13.60']),
  ]),
  ...priceFor('GOV', 'USD', [
    agreeEach('SAF-GLS-CLR', '4.20', ['144', '3.55']),
    agreeEach('SAF-HAT-1E-WH', '18.90'),
    agreeEach('SAF-RSP-N95', '26.00', ['12', '24.10']),
    agreeEach('SAF-LTO-RD', '12.40'),
    agreePerHundred('BLT-4017-M12X50-A2', '89.00'),
  ]),
];
