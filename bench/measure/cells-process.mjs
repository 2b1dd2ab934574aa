// Fills the store of cells as the gateway does, measures the heap, and looks cells up in an order that no cache foresees.
import { pathToFileURL } from 'node:url';
import { priceOf, products } from '../graphs/b2b-data.mjs';
import { createRandom } from '../graphs/b2b-requests.mjs';
import { median } from '../report/median.mjs';
import { answerQuestions } from '../processes/questions.mjs';

const contentFields = ['name', 'shortDescription', 'brand', 'itemStatus'];
/** Of ten cells, so many are content that everybody shares; the others are prices, each in a record of its own. */
const contentCells = 8;
const lookups = 100_000;
const passes = 7;
const pageSize = 24;

async function measure({ folder, cells, limitBytes }) {
  const load = (file) => import(pathToFileURL(`${folder}/${file}`).href);
  const { createCellStore } = await load('cells/cell-store.js');
  const { cellOverheadBytes, measureText, measureValue } = await load('cells/cell-size.js');
  const { StoredObject } = await load('cells/stored-value.js');
  const now = Date.now();
  const store = createCellStore({ limitBytes, now: () => now });
  const sources = [...products.values()];
  const { toCellPolicy } = await load('selection/cell-policy.js');
  const createPolicy = (varyBy, event) =>
    toCellPolicy({
      maxAgeSeconds: 3600,
      staleWhileRevalidateSeconds: 0,
      staleIfErrorSeconds: 0,
      scope: varyBy.length > 0 ? 'PRIVATE' : 'PUBLIC',
      varyBy,
      refreshedBy: [event],
    });
  const policies = {
    content: createPolicy([], 'pim.product.updated'),
    price: createPolicy(['ACCOUNT'], 'erp.price.changed'),
  };
  const recordCount = Math.round(cells * (contentCells / 10 / contentFields.length + (10 - contentCells) / 10));
  const contentCount = Math.round((cells * contentCells) / 10 / contentFields.length);

  const createCell = (fieldKey, value, policy) => ({
    coordinate: `Product.${fieldKey}`,
    value,
    signature: '',
    policy,
    fetchedAt: now,
    freshUntil: now + policy.maxAgeMs,
    revalidateUntil: now + policy.maxAgeMs,
    errorUntil: now + policy.maxAgeMs,
    tags: [],
    bytes: cellOverheadBytes + measureValue(value) + measureText(fieldKey),
  });
  // One list for all objects of the same selection, as the gateway has it.
  const memberKeys = new Map();
  const toStored = (value) => {
    // As parsing makes it: a text of its own.
    if (typeof value !== 'object') return JSON.parse(JSON.stringify(value));
    const { __typename: typeName = 'UnitPrice', ...members } = value;
    if (!memberKeys.has(typeName)) memberKeys.set(typeName, Object.keys(members));
    return new StoredObject(typeName, memberKeys.get(typeName), Object.values(members).map(toStored));
  };

  globalThis.gc();
  const heapBefore = process.memoryUsage().heapUsed;
  const fence = store.openFence();
  for (let index = 0; index < recordCount; index++) {
    const isContent = index < contentCount;
    const sku = `SKU-${index}`;
    const fields = new Map();
    if (isContent) {
      const source = sources[index % sources.length];
      for (const field of contentFields)
        fields.set(field, createCell(field, toStored(source[field] ?? 'ACTIVE'), policies.content));
    } else {
      const price = priceOf(sources[(index * 13 + 1) % sources.length].sku, `a${index}`, 0);
      fields.set('price', createCell('price', toStored(price), policies.price));
    }
    store.write(
      {
        name: nameRecord(index, contentCount),
        subgraph: isContent ? 'pim' : 'erp',
        typeName: 'Product',
        typeNames: ['Product'],
        rootField: undefined,
        key: { sku },
        accounts: isContent ? undefined : [`a${index}`],
      },
      fields,
      fence,
    );
  }
  fence.close();
  globalThis.gc();
  const heapBytes = process.memoryUsage().heapUsed - heapBefore;

  const random = createRandom(5);
  const wanted = Array.from({ length: lookups }, () => Math.floor(random() * recordCount));
  // The content of the 24 products of a page, then their prices: together, as they were written.
  const pageCount = Math.floor(Math.min(contentCount, recordCount - contentCount) / pageSize);
  const onPages = Array.from({ length: Math.ceil(lookups / pageSize / 2) }, () => {
    const first = Math.floor(random() * pageCount) * pageSize;
    return [first, first + contentCount].flatMap((begin) =>
      Array.from({ length: pageSize }, (_, place) => begin + place),
    );
  }).flat();
  const find = (name, fieldKey) => {
    const record = store.find(name);
    return record?.cells[record.cellKeys.indexOf(fieldKey)];
  };
  const bareMap = new Map(
    Array.from({ length: recordCount }, (_, index) => [nameRecord(index, contentCount), { index }]),
  );
  const findInMap = (name) => bareMap.get(name)?.index;
  let heldCells = 0;
  for (let index = 0; index < recordCount; index++)
    heldCells += store.find(nameRecord(index, contentCount))?.cells.length ?? 0;
  const [anywhere, onPage] = [wanted, onPages].map((indexes) => timeInTurns(indexes, contentCount, [find, findInMap]));
  return {
    cells,
    limitBytes,
    heldCells,
    records: store.recordCount,
    countedBytes: store.bytes,
    heapBytes,
    nanoseconds: anywhere[0],
    mapNanoseconds: anywhere[1],
    pageNanoseconds: onPage[0],
    pageMapNanoseconds: onPage[1],
  };
}

/** Of each, in the same minutes: what disturbs the machine disturbs both. */
function timeInTurns(wanted, contentCount, finds) {
  const times = finds.map(() => []);
  for (let pass = 0; pass < passes; pass++) {
    for (const [index, find] of finds.entries()) times[index].push(lookUp(find, wanted, contentCount));
  }
  return times.map(median);
}

/** The name is put together for each look-up, as for each request. */
function lookUp(find, wanted, contentCount) {
  let found = 0;
  const begin = process.hrtime.bigint();
  for (const index of wanted) {
    if (find(nameRecord(index, contentCount), index < contentCount ? 'name' : 'price') !== undefined) found += 1;
  }
  const elapsed = Number(process.hrtime.bigint() - begin);
  if (found === 0) throw new Error('No cell was found.');
  return elapsed / wanted.length;
}

const nameRecord = (index, contentCount) =>
  index < contentCount
    ? ['pim|Product#1|', `{"sku":"SKU-${index}"}`, ''].join('')
    : ['erp|Product#1|', `{"sku":"SKU-${index}"}`, `["ACCOUNT",["a${index}",[]]]`].join('');

answerQuestions({ measure });
