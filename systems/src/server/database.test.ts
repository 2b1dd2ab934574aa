import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SystemDatabase, openDatabase } from './database.ts';

const first = 'CREATE TABLE parts (sku TEXT PRIMARY KEY, kit TEXT REFERENCES parts (sku)) STRICT';
const second = 'ALTER TABLE parts ADD COLUMN name TEXT';

let folder: string;
let opened: SystemDatabase[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'database-'));
  opened = [];
});
afterEach(async () => {
  for (const database of opened) database.close();
  await rm(folder, { recursive: true });
});

function open(...migrations: string[]): SystemDatabase {
  const database = openDatabase({ file: path.join(folder, 'new', 'parts.db'), migrations });
  opened.push(database);
  return database;
}

it('creates the folder and the tables, and runs each migration once', () => {
  open(first).prepare('INSERT INTO parts (sku) VALUES (@sku)').run({ sku: 'A' });
  const later = open(first, second);
  expect(later.prepare('SELECT * FROM parts').all()).toEqual([{ sku: 'A', kit: null, name: null }]);
  expect(open(first, second).prepare('SELECT sku FROM parts').first()).toMatchObject({ sku: 'A' });
});

it('leaves a file as it was when a migration fails', () => {
  open(first);
  expect(() => open(first, second, 'CREATE TABLE parts (sku TEXT)')).toThrow(/already exists/);
  expect(open(first).prepare("SELECT name FROM pragma_table_info('parts')").all()).toEqual([
    { name: 'sku' },
    { name: 'kit' },
  ]);
});

it('refuses a file that a newer program wrote', () => {
  open(first, second);
  expect(() => open(first)).toThrow(/schema version 2, but this program knows only 1/);
});

it('rolls back a transaction that throws, and keeps references whole', () => {
  const database = open(first);
  const insert = database.prepare('INSERT INTO parts (sku, kit) VALUES (@sku, @kit)');
  expect(() =>
    database.transaction(() => {
      insert.run({ sku: 'A', kit: null });
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(database.prepare('SELECT * FROM parts').all()).toEqual([]);
  expect(() => insert.run({ sku: 'A', kit: 'B' })).toThrow(/FOREIGN KEY/);
});
