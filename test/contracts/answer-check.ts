// Whether an answer keeps to an OpenAPI document. Properties that the document does not name are allowed: a server may be
// of a later minor version.
import { readFileSync } from 'node:fs';
import { contractPath } from '@commerce-graph/schema';
import formatsPlugin from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { parse } from 'yaml';
import type { HttpAnswer } from './http-client.ts';

/** Expects an answer to be one that the contract gives to an operation. */
export type AnswerCheck = (operationId: string, answer: HttpAnswer) => void;

interface Answers {
  operationId: string;
  responses: Record<string, unknown>;
}

const documentId = 'contract.json';

/** @param name The document, for example `integration/oms.openapi.yml`. */
export function createAnswerCheck(name: string): AnswerCheck {
  const text = JSON.stringify(parse(readFileSync(contractPath(name), 'utf8')));
  const document = JSON.parse(text.replaceAll('"$ref":"#/', `"$ref":"${documentId}#/`)) as {
    paths: Record<string, Record<string, Answers>>;
  };
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formatsPlugin.default(ajv);
  ajv.addSchema(document, documentId);
  const operations = new Map(
    Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((each) => [each.operationId, each] as const),
    ),
  );

  return (operationId, { status, headers, body }) => {
    const responses = operations.get(operationId)?.responses;
    if (responses === undefined) throw new Error(`${name} has no operation ${operationId}.`);
    const declared = responses[String(status)] ?? responses['default'];
    const what = `the ${status} of ${operationId}`;
    expect(declared, `${what} is declared`).toBeDefined();
    const { content } = resolve(declared) as { content?: Record<string, { schema: object }> };
    const [mediaType, media] = Object.entries(content ?? {})[0] ?? [];
    if (mediaType === undefined || media === undefined) {
      expect(body, `the body of ${what}`).toBeUndefined();
      return;
    }
    expect(headers.get('content-type')?.split(';', 1)[0], `the media type of ${what}`).toBe(mediaType);
    const isValid = ajv.validate(media.schema, body);
    expect(isValid ? '' : ajv.errorsText(ajv.errors, { dataVar: 'body' }), `the faults of ${what}`).toBe('');
  };

  function resolve(node: unknown): unknown {
    if (typeof node !== 'object' || node === null || !('$ref' in node)) return node;
    const keys = String(node.$ref).slice(`${documentId}#/`.length).split('/');
    return keys.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], document);
  }
}
