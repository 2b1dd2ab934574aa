import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { isGtin } from './catalogue/gtin.ts';
import { createNorthlineSeeds } from './create-northline-seeds.ts';

const today = new Date('2026-11-23T09:30:00Z');
const { erp, pim, oms } = createNorthlineSeeds({ today });

const skus = new Set(erp.items.map(({ sku }) => sku));
const itemBySku = new Map(erp.items.map((item) => [item.sku, item]));
const accountIds = new Set(erp.accounts.map(({ id }) => id));
const warehouseCodes = new Set(erp.warehouses.map(({ code }) => code));
const uoms = new Set(erp.unitsOfMeasure.map(({ code }) => code));

/** Those that are not in a set. */
function strangers(codes: Iterable<string | undefined>, known: ReadonlySet<string>): (string | undefined)[] {
  return [...codes].filter((code) => code !== undefined && !known.has(code));
}

function readText(content: unknown): string {
  if (typeof content !== 'string') throw new TypeError(`${JSON.stringify(content)} is no text.`);
  return content;
}

/** The lowest price an account has been promised for one piece, in a currency, by an agreement that runs today. */
function findAgreedPrices(accountId: string, sku: string): string[] {
  return erp.agreements
    .filter((agreement) => agreement.accountId === accountId)
    .filter(({ validFrom = '', validTo = '9' }) => validFrom <= '2026-11-23' && validTo >= '2026-11-23')
    .flatMap(({ prices }) => prices.filter((price) => price.sku === sku))
    .map(({ tiers }) => tiers[0]?.amount ?? '');
}

describe('the data of Northline', () => {
  it('is the same to the letter for the same day', () => {
    expect(JSON.stringify(createNorthlineSeeds({ today }))).toBe(JSON.stringify({ erp, pim, oms }));
  });

  it('moves with the day it is made', () => {
    const later = createNorthlineSeeds({ today: new Date('2027-01-22T00:00:00Z') });
    expect(oms.orders.at(-1)?.placedAt).toBe('2026-11-22T17:20:00.000Z');
    expect(later.oms.orders.at(-1)?.placedAt).toBe('2027-01-21T17:20:00.000Z');
    const dayDependent = /\d{4}-\d\d-\d\d/g;
    expect(JSON.stringify(later).replace(dayDependent, '')).toBe(
      JSON.stringify({ erp, pim, oms }).replace(dayDependent, ''),
    );
  });

  it('holds no number where a decimal belongs, and no decimal in a form that systems refuse', () => {
    const amounts =
      /^(amount|numerator|denominator|minimumQuantity|quantity|onHand|reserved|limit|balance|onOrder|overdue|ordered|allocated|backordered|shipped|delivered|cancelled|returned|extendedPrice|basisQuantity|remainingQuantity|lowStockThreshold)$/;
    const wrong: unknown[] = [];
    const visit = (key: string, value: unknown): void => {
      if (typeof value === 'object' && value !== null) {
        for (const [name, part] of Object.entries(value)) visit(name, part);
      } else if (amounts.test(key) && !(typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))) {
        wrong.push([key, value]);
      }
    };
    visit('', { ...erp, orders: oms.orders });
    expect(wrong).toEqual([]);
  });
});

describe('what the ERP imports', () => {
  it('refers to items, accounts, warehouses, units and lists that exist', () => {
    const prices = [...erp.agreements, ...erp.projects].flatMap((agreement) => agreement.prices);
    const named = [
      ...prices,
      ...erp.listPrices,
      ...erp.promotions,
      ...erp.groupPrices,
      ...erp.stock,
      ...erp.futureSupplies,
      ...erp.customerPartNumbers,
      ...erp.uomPermissions,
    ];
    expect(
      strangers(
        named.map(({ sku }) => sku),
        skus,
      ),
    ).toEqual([]);
    const owners = [...erp.agreements, ...erp.projects, ...erp.customerPartNumbers, ...erp.uomPermissions];
    expect(
      strangers(
        owners.map(({ accountId }) => accountId),
        accountIds,
      ),
    ).toEqual([]);
    expect(
      strangers(
        erp.warehouses.map(({ accountId }) => accountId),
        accountIds,
      ),
    ).toEqual([]);
    expect(
      strangers(
        erp.accounts.map(({ parentId }) => parentId),
        accountIds,
      ),
    ).toEqual([]);
    const places = [...erp.stock, ...erp.futureSupplies].map(({ warehouse }) => warehouse);
    expect(
      strangers(
        [
          ...places,
          ...erp.accounts.map(({ preferredWarehouse }) => preferredWarehouse),
          ...erp.items.map(({ dropShipWarehouse }) => dropShipWarehouse),
        ],
        warehouseCodes,
      ),
    ).toEqual([]);
    expect(
      strangers(
        [
          ...erp.items.flatMap(({ baseUom, sellingUoms }) => [baseUom, ...sellingUoms.map(({ uom }) => uom)]),
          ...erp.uomPermissions.flatMap((permission) => permission.uoms),
        ],
        uoms,
      ),
    ).toEqual([]);
    const lists = new Set(erp.priceLists.map(({ code }) => code));
    expect(
      strangers(
        [
          ...erp.accounts.flatMap(({ priceLists }) => priceLists),
          ...erp.listPrices.map(({ priceList }) => priceList),
          ...erp.promotions.map(({ priceList }) => priceList),
        ],
        lists,
      ),
    ).toEqual([]);
    const groups = new Set(erp.customerGroups.map(({ code }) => code));
    expect(
      strangers(
        [
          ...erp.accounts.map(({ customerGroup }) => customerGroup),
          ...erp.groupPrices.map(({ customerGroup }) => customerGroup),
        ],
        groups,
      ),
    ).toEqual([]);
    expect(
      strangers(
        erp.accounts.map(({ paymentTerms }) => paymentTerms),
        new Set(erp.paymentTerms.map(({ code }) => code)),
      ),
    ).toEqual([]);
  });

  it('has a US and a Canadian list price of every item, a Mexican or Japanese one of some', () => {
    const countOf = (list: string) =>
      new Set(erp.listPrices.filter(({ priceList }) => priceList === list).map(({ sku }) => sku)).size;
    expect(countOf('LIST-USD')).toBe(skus.size);
    expect(countOf('LIST-CAD')).toBe(skus.size);
    expect(countOf('LIST-JPY')).toBeGreaterThan(50);
    expect(countOf('LIST-JPY')).toBeLessThan(skus.size);
    expect(
      erp.listPrices
        .filter(({ priceList }) => priceList === 'LIST-JPY')
        .flatMap(({ tiers }) => tiers)
        .filter(({ amount }) => !/^[1-9]\d*$/.test(amount)),
    ).toEqual([]);
  });

  it('permits only units in which the item is sold', () => {
    const refused = erp.uomPermissions.flatMap(({ sku, uoms: permitted }) =>
      strangers(permitted, new Set(itemBySku.get(sku)?.sellingUoms.map(({ uom }) => uom))),
    );
    expect(refused).toEqual([]);
  });

  it('promises Acme and Borealis different prices of the same bearing, and keeps what is over or to come apart', () => {
    expect(findAgreedPrices('acme', 'BRG-6205-2RS')).toEqual(['14.72']);
    expect(findAgreedPrices('borealis', 'BRG-6205-2RS')).toEqual(['22.40']);
    expect(erp.agreements.filter(({ accountId }) => accountId === 'acme').length).toBe(3);
  });

  it('has a price that ends within two days, a promotion that ends tonight, and prices on request', () => {
    const ending = erp.agreements.flatMap(({ prices }) => prices).filter(({ validTo }) => validTo !== undefined);
    expect(ending.map(({ validTo }) => validTo)).toEqual(['2026-11-24T18:00:00.000Z']);
    expect(erp.promotions.map(({ validTo }) => validTo)).toContain('2026-11-24T00:00:00.000Z');
    expect(
      erp.items.filter(({ priceOnRequestReason }) => priceOnRequestReason !== undefined).map(({ sku }) => sku),
    ).toEqual(['PX-400']);
    expect(erp.projects.find(({ id }) => id === 'shaft-7')?.prices.map(({ sku }) => sku)).toContain('PX-400');
  });

  it('reserves what open orders have been given, and no warehouse has promised more than it has', () => {
    const reserved = erp.stock.filter((stock) => stock.reserved !== '0');
    expect(reserved.length).toBeGreaterThan(5);
    expect(reserved.filter(({ onHand, reserved: promised }) => new Decimal(promised).gt(onHand))).toEqual([]);
    expect(reserved.find(({ sku, warehouse }) => sku === 'HSE-100R2-08' && warehouse === 'HOU')).toMatchObject({
      // 45 m and 60 ft.
      reserved: '63.288',
    });
  });

  it('adds up what accounts have on order from their open orders', () => {
    const onOrder = Object.fromEntries(erp.accounts.map(({ id, credit }) => [id, credit.onOrder]));
    expect(onOrder).toMatchObject({ 'acme-dayton': '248.64', kyoto: '125400', 'walk-in': '0.00' });
  });

  it('leaves Acme room for an order, and Overdue none', () => {
    const acme = erp.accounts.find(({ id }) => id === 'acme')?.credit;
    const room = new Decimal(acme?.limit ?? 0).minus(acme?.balance ?? 0).minus(acme?.onOrder ?? 0);
    expect(room.toNumber()).toBeGreaterThan(8000);
    expect(erp.accounts.find(({ id }) => id === 'overdue')?.credit).toMatchObject({ isOnHold: true });
  });
});

describe('what the PIM imports', () => {
  it('describes exactly the items of the ERP, each by a UUID of its own', () => {
    expect(new Set(pim.products.map(({ identifier }) => identifier))).toEqual(skus);
    expect(new Set(pim.products.map(({ uuid }) => uuid)).size).toBe(skus.size);
    expect(
      pim.products.every(({ uuid }) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid),
      ),
    ).toBe(true);
  });

  it('has right GTINs, none twice', () => {
    const gtins = pim.products.flatMap(({ values }) =>
      Object.entries(values).flatMap(([code, value]) =>
        code.endsWith('gtin') ? value.map(({ data }) => readText(data)) : [],
      ),
    );
    expect(gtins.length).toBeGreaterThan(skus.size);
    expect(gtins.filter((gtin) => !isGtin(gtin))).toEqual([]);
    expect(new Set(gtins).size).toBe(gtins.length);
  });

  it('gives products values of their families only, and variants those of their own level', () => {
    const familyByCode = new Map(pim.families.map((family) => [family.code, new Set(family.attributes)]));
    const ownByFamily = new Map(
      pim.familyVariants.map(({ family, levels }) => [family, new Set(levels[0]?.attributes)]),
    );
    const misplaced = pim.products.flatMap(({ identifier, family, parent, values }) => {
      const allowed = (parent === null ? familyByCode : ownByFamily).get(family) ?? new Set<string>();
      return strangers(Object.keys(values), allowed).map((code) => [identifier, code]);
    });
    expect(misplaced).toEqual([]);
    const misplacedInModels = pim.productModels.flatMap(({ code, familyVariant, values }) => {
      const { family = '', levels = [] } = pim.familyVariants.find((variant) => variant.code === familyVariant) ?? {};
      const common = new Set(
        [...(familyByCode.get(family) ?? [])].filter((name) => !levels[0]?.attributes.includes(name)),
      );
      return strangers(Object.keys(values), common).map((name) => [code, name]);
    });
    expect(misplacedInModels).toEqual([]);
  });

  it('shows assets that exist, each with its file', () => {
    const assets = new Set(pim.assets.map(({ code }) => code));
    const files = new Set(pim.mediaFiles.map(({ code }) => code));
    expect(assets.size).toBe(pim.assets.length);
    expect(files.size).toBe(pim.mediaFiles.length);
    const shown = pim.products.flatMap(({ values }) =>
      [values['images'], values['documents']].flatMap(
        (list) => list?.flatMap(({ data }) => (Array.isArray(data) ? data : [])) ?? [],
      ),
    );
    expect(strangers(shown, assets)).toEqual([]);
    expect(
      strangers(
        pim.assets.flatMap(({ values }) => values['media']?.map(({ data }) => readText(data)) ?? []),
        files,
      ),
    ).toEqual([]);
  });

  it('tells both directions of a supersession and of a kit', () => {
    const associationsOf = (sku: string) => pim.products.find(({ identifier }) => identifier === sku)?.associations;
    expect(associationsOf('PX-200')).toMatchObject({
      SUPERSEDES: { products: ['PX-150'] },
      SUPERSEDED_BY: { products: ['PX-200-V2'] },
    });
    expect(associationsOf('PX-ORG-245')).toMatchObject({ PART_OF_KIT: { products: ['MRO-SEAL-KIT'] } });
    const kit = pim.products.find(({ identifier }) => identifier === 'MRO-SEAL-KIT')?.quantifiedAssociations;
    expect(kit?.['KIT_COMPONENT']?.products).toContainEqual({ identifier: 'PX-ORG-245', quantity: 2 });
  });
});

describe('what the OMS imports', () => {
  const lines = oms.orders.flatMap((order) => order.lines.map((line) => ({ order, line })));

  it('has more than 25 orders of all accounts, each number once, all in the past', () => {
    expect(oms.orders.length).toBeGreaterThan(25);
    expect(new Set(oms.orders.map(({ orderNumber }) => orderNumber)).size).toBe(oms.orders.length);
    expect(new Set(oms.orders.map(({ accountId }) => accountId))).toEqual(accountIds);
    expect(
      oms.orders.filter(({ placedAt, updatedAt }) => placedAt > updatedAt || updatedAt > today.toISOString()),
    ).toEqual([]);
    const events = oms.orders.flatMap(({ placedAt, shipments }) =>
      shipments.map((shipment) => [placedAt, shipment.shippedAt ?? '9', shipment.deliveredAt ?? '9']),
    );
    expect(events.filter((event) => event.toSorted().join() !== event.join())).toEqual([]);
  });

  it('refers to items, units, warehouses and projects that exist', () => {
    expect(
      strangers(
        lines.map(({ line }) => line.sku),
        skus,
      ),
    ).toEqual([]);
    expect(
      strangers(
        lines.map(({ line }) => line.substitution?.originalSku),
        skus,
      ),
    ).toEqual([]);
    expect(
      strangers(
        oms.orders.flatMap(({ shipments }) => shipments.map(({ warehouseCode }) => warehouseCode)),
        warehouseCodes,
      ),
    ).toEqual([]);
    expect(
      strangers(
        lines.map(({ line }) => line.projectId),
        new Set(erp.projects.map(({ id }) => id)),
      ),
    ).toEqual([]);
    const misfits = lines.filter(({ line }) => {
      const item = itemBySku.get(line.sku);
      return line.unitPrice.basisUom !== item?.baseUom || !item.sellingUoms.some(({ uom }) => uom === line.uom);
    });
    expect(misfits).toEqual([]);
  });

  it('has quantities that add up', () => {
    const misfits = lines.filter(({ order, line }) => {
      const parts = [line.allocated, line.backordered, line.shipped, line.cancelled];
      const known = parts.reduce((sum, part) => sum.plus(part), new Decimal(0));
      const isPossible =
        known.lte(line.ordered) && [line.delivered, line.returned].every((part) => new Decimal(part).lte(line.shipped));
      return !isPossible || (order.sourceStatus === 'CLOSED' && !known.eq(line.ordered));
    });
    expect(misfits).toEqual([]);
  });

  it('computes the price of a line from its base units', () => {
    const findLine = (id: string) => lines.find(({ line }) => line.id === id)?.line;
    // Nine cases of twelve; twelve boxes at a price per hundred; one can of a case of twelve.
    expect(findLine('so-100233-1')?.extendedPrice).toBe('1377.00');
    expect(findLine('so-100214-1')).toMatchObject({
      unitPrice: { amount: '26.40', basisQuantity: '100', basisUom: 'EA' },
      extendedPrice: '316.80',
    });
    expect(findLine('so-100246-2')?.extendedPrice).toBe('7.90');
    expect(findLine('so-100219-1')?.extendedPrice).toBe('249600');
  });

  it('tells every story an order can have', () => {
    expect(new Set(oms.orders.map(({ sourceStatus }) => sourceStatus))).toEqual(
      new Set(['CREATED', 'BOOKED', 'RELEASED', 'CLOSED', 'CANCELLED', 'WMS_EXCEPTION_7']),
    );
    expect(new Set(oms.orders.flatMap(({ holds }) => holds.map(({ type }) => type)))).toEqual(
      new Set(['CREDIT', 'PRICE', 'MANUAL']),
    );
    const some = (test: (line: (typeof lines)[number]['line']) => boolean) => lines.some(({ line }) => test(line));
    expect(some(({ backordered, expectedDate }) => backordered !== '0' && (expectedDate ?? '') > '2026-11-23')).toBe(
      true,
    );
    expect(some(({ cancelled }) => cancelled !== '0')).toBe(true);
    expect(some(({ returned }) => returned !== '0')).toBe(true);
    expect(some(({ substitution }) => substitution?.status === 'ACCEPTED')).toBe(true);
    expect(some(({ substitution }) => substitution?.status === 'PROPOSED')).toBe(true);
    const split = oms.orders.map(({ shipments }) => new Set(shipments.map(({ warehouseCode }) => warehouseCode)));
    expect(split.some((places) => places.has('DAY') && places.has('HOU') && places.has('SUP-SKF'))).toBe(true);
  });
});
