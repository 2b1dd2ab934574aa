// Which documents are still known, and which of their operations is meant.
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createKnownDocuments, findOperation } from './known-documents.ts';

function learn(documents: ReturnType<typeof createKnownDocuments>, ...texts: string[]): void {
  for (const text of texts) documents.add(text, parse(text), `hash of ${text}`);
}

test('the document asked for longest ago is forgotten when there are too many', () => {
  const documents = createKnownDocuments({ limit: 2, textLimit: 1000 });
  learn(documents, '{ a }', '{ b }');
  expect(documents.find('{ a }')?.hash).toBe('hash of { a }');
  learn(documents, '{ c }');
  expect(['{ a }', '{ b }', '{ c }'].map((text) => documents.find(text) !== undefined)).toEqual([true, false, true]);
});

test('the texts together stay below their limit, and one that is beyond it alone is not kept', () => {
  const documents = createKnownDocuments({ limit: 100, textLimit: 12 });
  learn(documents, '{ a }', '{ b }', '{ c }');
  expect(['{ a }', '{ b }', '{ c }'].map((text) => documents.find(text) !== undefined)).toEqual([false, true, true]);
  learn(documents, '{ aVeryLongName }');
  expect(documents.find('{ aVeryLongName }')).toBeUndefined();
  expect(documents.find('{ c }')).toBeDefined();
});

test('the operation is the one that is named, or the only one', () => {
  const documents = createKnownDocuments({ limit: 10, textLimit: 1000 });
  const find = (text: string, name?: string) => {
    learn(documents, text);
    const known = documents.find(text);
    return known && findOperation(known, name)?.operation;
  };
  expect(find('{ a }')).toBe('query');
  expect(find('mutation A { a }')).toBe('mutation');
  expect(find('query A { a } mutation B { a }', 'B')).toBe('mutation');
  expect(find('query A { a } mutation B { a }')).toBeUndefined();
  expect(find('query A { a } mutation B { a }', 'C')).toBeUndefined();
  expect(find('{ a }', '')).toBeUndefined();
});
