// Where the figures go: every run as JSON into results/, and on demand the tables into the documentation.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function saveResults({ conditions, measured }) {
  const folder = fileURLToPath(new URL('../results', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}.json`;
  const results = measured.map(({ workload, rows }) => ({ workload: workload.id, rows }));
  writeFileSync(file, `${JSON.stringify({ conditions, results }, null, 2)}\n`);
  return file;
}

export async function writeDocument(markdown) {
  const file = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
  // The root's formatter and the root's rules: its check must accept the page.
  const { format, resolveConfig } = await import('prettier');
  writeFileSync(file, await format(markdown, { ...(await resolveConfig(file)), filepath: file }));
  return file;
}
