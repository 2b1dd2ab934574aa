// What a page that only Redis has cannot be below: the bare client, on the same core, asks for as much as the gateway does
// for each level of its plan, one level after the other, and looks at nothing that comes back.
import { createRequire } from 'node:module';
import { findPercentiles } from '../load/percentiles.mjs';
import { answerQuestions } from '../processes/questions.mjs';

/** The one that the gateway has. */
const { createClient } = createRequire(new URL('../../gateway/package.json', import.meta.url))('@redis/client');

/** Of a listing of 24 products: the cells and the marks of the root, of the content, and of prices and stock. */
const levels = [
  { cells: 1, marks: 6 },
  { cells: 72, marks: 104 },
  { cells: 96, marks: 53 },
];
const markLength = 45;

async function measure({ url, namespace, pages }) {
  const [cells, marks] = await Promise.all([connect(url), connect(url)]);
  const names = [];
  for await (const found of cells.scanIterator({ MATCH: `${namespace}:cell:*`, COUNT: 1000 })) names.push(...found);
  const marksName = `${namespace}:invalidations:marks`;
  let next = 0;
  const take = (count) => Array.from({ length: count }, () => names[next++ % names.length]);
  const nameMarks = (count) => Array.from({ length: count }, () => `mark ${next++} `.padEnd(markLength, '.'));
  const latencies = [];
  for (let page = 0; page < 2 * pages; page++) {
    const asked = levels.map((level) => ({ cells: take(level.cells), marks: nameMarks(level.marks) }));
    const begin = performance.now();
    for (const level of asked) await Promise.all([cells.mGet(level.cells), marks.hmGet(marksName, level.marks)]);
    // The first half is for the code to become warm, as it is for the gateway.
    if (page >= pages) latencies.push(performance.now() - begin);
  }
  cells.destroy();
  marks.destroy();
  return findPercentiles(latencies);
}

async function connect(url) {
  const client = createClient({ url });
  client.on('error', () => {});
  return client.connect();
}

answerQuestions({ measure });
