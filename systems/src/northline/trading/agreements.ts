// Contracts and promotions: running, expired, still to come, and some that are about to end.
import type { AgreementSeed, ProjectSeed, PromotionSeed } from '../../erp/seed.ts';
import type { Calendar } from '../calendar.ts';
import { agreeEach, agreePerHundred } from './price-tiers.ts';

export function createAgreements(calendar: Calendar): AgreementSeed[] {
  return [
    {
      number: 'CA-2201',
      name: 'Acme Pumps supply agreement',
      accountId: 'acme',
      coversChildren: true,
      currencyCode: 'USD',
      validFrom: calendar.date(-210),
      validTo: calendar.date(155),
      prices: [
        agreeEach('BRG-6205-2RS', '14.72', ['50', '13.60'], ['100', '12.75']),
        agreeEach('BRG-6205-ZZ', '14.08', ['100', '12.20']),
        agreeEach('BRG-6204-2RS', '10.36', ['100', '9.05']),
        agreeEach('BRG-6305-2RS', '19.68', ['100', '17.20']),
        agreeEach('UCP205', '24.60', ['12', '22.95']),
        agreeEach('PX-200', '1189.00', ['5', '1142.00']),
        agreeEach('PX-200-V2', '1318.00'),
        agreeEach('PX-SEAL-58', '31.20'),
        agreeEach('PX-IMP-200', '97.00'),
        agreeEach('MRO-SEAL-KIT', '42.60', ['10', '39.90']),
        agreePerHundred('BLT-4017-M12X50-88', '29.80', ['1000', '26.40']),
        agreePerHundred('NUT-4032-M12-8', '7.10'),
        agreeEach('VFD-002-460', '289.00'),
        agreeEach('LUB-EP2', '12.10', ['180', '9.70']),
        agreeEach('HSE-100R2-08', '9.20'),
      ],
    },
    {
      number: 'CA-2104',
      name: 'Acme Pumps supply agreement, last year',
      accountId: 'acme',
      coversChildren: true,
      currencyCode: 'USD',
      validFrom: calendar.date(-575),
      validTo: calendar.date(-211),
      prices: [agreeEach('BRG-6205-2RS', '11.90'), agreeEach('PX-200', '1098.00')],
    },
    {
      number: 'CA-2301',
      name: 'Acme Pumps supply agreement, next year',
      accountId: 'acme',
      coversChildren: true,
      currencyCode: 'USD',
      validFrom: calendar.date(156),
      validTo: calendar.date(520),
      prices: [agreeEach('BRG-6205-2RS', '15.10', ['100', '13.05']), agreeEach('PX-200', '1225.00')],
    },
    {
      number: 'CA-2215',
      name: 'Acme Houston hydraulics agreement',
      accountId: 'acme-houston',
      coversChildren: false,
      currencyCode: 'USD',
      validFrom: calendar.date(-90),
      validTo: calendar.date(275),
      prices: [
        agreeEach('HSE-100R2-08', '8.75', ['50', '8.30']),
        agreeEach('HSE-100R2-12', '13.90'),
        agreeEach('LUB-HYD-46', '4.25', ['1000', '3.45']),
        // A clearance that the branch manager gave until tomorrow evening.
        { ...agreeEach('BRG-6204-2RS', '9.95'), validTo: calendar.instant(1, '18:00') },
      ],
    },
    {
      number: 'CA-2230',
      name: 'Borealis MRO agreement',
      accountId: 'borealis',
      coversChildren: true,
      currencyCode: 'CAD',
      validFrom: calendar.date(-120),
      validTo: calendar.date(245),
      prices: [
        agreeEach('BRG-6205-2RS', '22.40', ['100', '20.90']),
        agreeEach('UCP205', '35.10'),
        agreeEach('PX-200', '1690.00'),
        agreeEach('HSE-100R2-08', '13.10'),
        agreeEach('HSE-100R2-16', '31.60'),
        agreePerHundred('BLT-4017-M12X50-88', '43.90'),
        agreeEach('SAF-GLV-388-9', '4.30', ['144', '3.70']),
        agreeEach('LUB-HYD-46', '5.60', ['1000', '4.60']),
      ],
    },
    {
      number: 'CA-2240',
      name: 'Kyoto Valve agreement',
      accountId: 'kyoto',
      coversChildren: false,
      currencyCode: 'JPY',
      validFrom: calendar.date(-300),
      validTo: calendar.date(65),
      prices: [
        agreeEach('BRG-6205-2RS', '2350', ['100', '2080']),
        agreeEach('PX-200', '182000'),
        agreeEach('VLV-BALL-NPT12-BR', '1520'),
        agreeEach('MTR-IEC-90L-150-4', '41800'),
      ],
    },
    {
      number: 'CA-2260',
      name: 'GovFed schedule 51 V',
      accountId: 'govfed',
      coversChildren: false,
      currencyCode: 'USD',
      validFrom: calendar.date(-400),
      validTo: calendar.date(1425),
      prices: [
        agreeEach('BRG-6205-2RS', '15.60'),
        agreeEach('FIT-ELB-NPT12-BR', '4.05'),
        agreeEach('REF-R410A-25', '281.00'),
        agreeEach('SAF-HAT-2E-YE', '41.20'),
        agreeEach('PX-400', '2840.00'),
      ],
    },
  ];
}

export function createProjects(calendar: Calendar): ProjectSeed[] {
  return [
    {
      id: 'shaft-7',
      number: 'PRJ-0007',
      name: 'Shaft 7',
      accountId: 'borealis',
      currencyCode: 'CAD',
      validFrom: calendar.date(-60),
      validTo: calendar.date(300),
      prices: [
        { ...agreeEach('PX-400', '3750.00'), remainingQuantity: '4' },
        { ...agreeEach('PX-200-V2', '1795.00'), remainingQuantity: '12' },
        { ...agreeEach('HSE-100R2-16', '29.40'), remainingQuantity: '540' },
        { ...agreeEach('BRG-6205-2RS', '19.80'), remainingQuantity: '200' },
        agreeEach('CBL-H07VK-10-BK', '2.9500'),
      ],
    },
    {
      id: 'shaft-6',
      number: 'PRJ-0006',
      name: 'Shaft 6',
      accountId: 'borealis',
      currencyCode: 'CAD',
      validFrom: calendar.date(-720),
      validTo: calendar.date(-61),
      prices: [agreeEach('BRG-6205-2RS', '18.90')],
    },
  ];
}

export function createPromotions(calendar: Calendar): PromotionSeed[] {
  return [
    {
      ...agreeEach('SAF-GLV-CUT-9', '8.20'),
      priceList: 'LIST-USD',
      code: 'GLOVES-TODAY',
      validFrom: calendar.instant(-10, '00:00'),
      // Ends at midnight.
      validTo: calendar.instant(1, '00:00'),
    },
    {
      ...agreeEach('FIT-ELB-NPT34-BR', '6.10'),
      priceList: 'LIST-USD',
      code: 'BRASS-WEEKS',
      validFrom: calendar.instant(-5, '00:00'),
      validTo: calendar.instant(25, '00:00'),
    },
    {
      ...agreeEach('UCP206', '31.90'),
      priceList: 'LIST-USD',
      code: 'MOUNTED-NEXT-MONTH',
      validFrom: calendar.instant(30, '00:00'),
      validTo: calendar.instant(60, '00:00'),
    },
  ];
}
