// The checked-in JSON Schema is the one that the configuration has.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createConfigJsonSchema } from './config-json-schema.ts';

test('gateway.schema.json is up to date; otherwise run: npm run config-schema -w gateway', () => {
  const file = new URL('../../gateway.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(createConfigJsonSchema())));
});
