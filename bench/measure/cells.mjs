// The first tier alone, in a process of its own: what many cells take of the heap, and what finding one costs among them.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask } from '../processes/questions.mjs';
import { startProcess, stopProcess } from '../processes/start-process.mjs';

const measurer = fileURLToPath(new URL('cells-process.mjs', import.meta.url));
const counts = { quick: [1000, 100_000], full: [1000, 100_000, 1_000_000] };
const limitBytes = 1024 * 2 ** 20;
/** Less than the most cells take, so that some must go. */
const tightLimitBytes = { quick: 16 * 2 ** 20, full: 128 * 2 ** 20 };

/** @returns a row for each number of cells, and one for a store that is too small */
export async function measureCells(_workload, _gateways, { options, command }) {
  const extent = options.isQuick ? 'quick' : 'full';
  const wanted = [
    ...counts[extent].map((count) => [count, limitBytes]),
    [counts[extent].at(-1), tightLimitBytes[extent]],
  ];
  const rows = [];
  for (const [cells, limit] of wanted) {
    // Each in a process of its own: what one leaves on the heap is not another's.
    const child = startProcess(['--expose-gc', '--max-old-space-size=4096', measurer], {
      role: 'gateway',
      canBeAsked: true,
    });
    try {
      const row = await ask(child, 'measure', {
        folder: path.join(path.dirname(command), 'field-cache'),
        cells,
        limitBytes: limit,
      });
      rows.push(row);
      console.error(
        `  ${cells} cells: ${row.nanoseconds.toFixed(0)} ns to find one, ${(row.heapBytes / 2 ** 20).toFixed(0)} MiB of heap`,
      );
    } finally {
      await stopProcess(child);
    }
  }
  const [few] = rows;
  const ratioOf = (row, figure) => row[figure] / few[figure];
  return rows.map((row) => ({
    id: 'cells',
    label: `${row.cells.toLocaleString('en')} cells in at most ${row.limitBytes / 2 ** 20} MiB`,
    isOurs: true,
    ...row,
    ratio: ratioOf(row, 'nanoseconds'),
    mapRatio: ratioOf(row, 'mapNanoseconds'),
    pageRatio: ratioOf(row, 'pageNanoseconds'),
    pageMapRatio: ratioOf(row, 'pageMapNanoseconds'),
    // More of the heap than it was given is a fault.
    wrongAnswers: row.heapBytes > row.limitBytes ? 1 : 0,
  }));
}
