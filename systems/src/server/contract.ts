// A published OpenAPI 3.1 document as a check: what the contract refuses is refused, and answers keep to it too.
import { readFileSync } from 'node:fs';
import { type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { parse } from 'yaml';
import { Problem, type ProblemError } from './problem.ts';

/** One operation of the contract, with its checks compiled. */
export interface ContractOperation {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As Fastify writes it: `/reservations/:reference`. */
  readonly url: string;
  /** True: the document asks for no security. */
  readonly isPublic: boolean;
  /**
   * Throws a 400 problem that names each value at fault. Answers the parts that the contract names: parameters in their
   * types and with their defaults, of the headers only those declared, under their declared names.
   */
  checkRequest(request: RequestParts): RequestParts;
  /** Says how an answer breaks the contract. Undefined when it does not. */
  findResponseFault(answer: { status: number; contentType: string | undefined; payload: string }): string | undefined;
}

/** Parts of a request, as Fastify has parsed them. */
export interface RequestParts {
  readonly body: unknown;
  readonly query: unknown;
  readonly params: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Contract {
  readonly title: string;
  readonly operations: readonly ContractOperation[];
}

interface Schema {
  [keyword: string]: unknown;
}
interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}
interface Body {
  required?: boolean;
  content?: Record<string, { schema: Schema }>;
}
interface Operation {
  operationId: string;
  security?: unknown[];
  parameters?: (Parameter | Reference)[];
  requestBody?: Body;
  responses: Record<string, Body | Reference>;
}
interface Reference {
  $ref: string;
}
interface Document {
  info: { title: string };
  security?: unknown[];
  paths: Record<string, Record<string, Operation> & { parameters?: (Parameter | Reference)[] }>;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const documentId = 'contract.json';
const reportedErrors = 20;

export interface ContractOptions {
  /**
   * True: answers may have properties that the document does not name, as a server of a later version may. Default false:
   * what the embedded systems send is what it names, so that a misspelt optional property is found.
   */
  areUnknownPropertiesAllowed?: boolean;
}

/** Reads an OpenAPI document and compiles its checks. JSON bodies only; `allOf` is not supported. */
export function loadContract(file: string, options: ContractOptions = {}): Contract {
  // Absolute references, so that any part of the document can be compiled on its own.
  const text = JSON.stringify(parse(readFileSync(file, 'utf8'))).replaceAll('"$ref":"#/', `"$ref":"${documentId}#/`);
  if (text.includes('"allOf":')) throw new Error(`${file} uses allOf, which the checks of answers cannot close.`);
  const document = JSON.parse(text) as Document;
  const bodies = createAjv(document, {});
  const parameters = createAjv(document, { coerceTypes: true, useDefaults: true });
  const isOpen = options.areUnknownPropertiesAllowed === true;
  const answers = createAjv(isOpen ? document : (closeObjects(document) as Document), {});

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method.toLowerCase()];
      if (operation === undefined) return [];
      const declared = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((node) => resolve(node));
      return [describe({ method, path, operation, declared })];
    }),
  );
  return { title: document.info.title, operations };

  function describe({ method, path, operation, declared }: DescribedOperation): ContractOperation {
    const checkBody = operation.requestBody && compileBody(bodies, operation.requestBody);
    const checkQuery = compileParameters(parameters, declared, 'query');
    const checkPath = compileParameters(parameters, declared, 'path');
    const checkHeaders = compileParameters(parameters, declared, 'header');
    const headerNames = declared.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
    // Compiled when first needed: only tests check answers.
    const answerChecks = new Map<string, ValidateFunction | undefined>();
    return {
      operationId: operation.operationId,
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      isPublic: (operation.security ?? document.security)?.length === 0,
      checkRequest({ body, headers, ...given }) {
        // The checks write types and defaults into what they check.
        const query = { ...(given.query as object) };
        const params = { ...(given.params as object) };
        const declaredHeaders = Object.fromEntries(
          headerNames.flatMap((name) => {
            const value = headers[name.toLowerCase()];
            return value === undefined ? [] : [[name, value]];
          }),
        );
        const errors = [
          ...findFaults(checkPath, params, nameParameter),
          ...findFaults(checkQuery, query, nameParameter),
          ...findFaults(checkHeaders, declaredHeaders, nameParameter),
          ...findBodyFaults(body),
        ];
        if (errors.length === 0) return { body, query, params, headers: declaredHeaders };
        const detail = `The request does not keep to the contract of ${operation.operationId}.`;
        throw new Problem({ status: 400, code: 'INVALID_REQUEST', detail, errors });
      },
      findResponseFault({ status, contentType, payload }) {
        const key = Object.hasOwn(operation.responses, status) ? String(status) : 'default';
        const node = operation.responses[key];
        if (node === undefined) return `status ${status} is not in the contract`;
        const [mediaType, content] = Object.entries(resolve(node).content ?? {})[0] ?? [];
        if (mediaType === undefined || content === undefined)
          return payload === '' ? undefined : 'a body where none is due';
        if (contentType?.split(';', 1)[0] !== mediaType) return `content type ${contentType} in place of ${mediaType}`;
        const check = answerChecks.get(key) ?? answers.compile(content.schema);
        answerChecks.set(key, check);
        return check(JSON.parse(payload)) ? undefined : answers.errorsText(check.errors, { dataVar: 'body' });
      },
    };

    function findBodyFaults(body: unknown): ProblemError[] {
      if (checkBody === undefined) return [];
      if (body !== undefined) return findFaults(checkBody, body, (pointer) => pointer);
      return operation.requestBody?.required === true ? [{ pointer: '', message: 'A JSON body is required.' }] : [];
    }
  }

  function resolve<Node extends object>(node: Node | Reference): Node {
    if (!('$ref' in node)) return node;
    const keys = node.$ref.slice(`${documentId}#/`.length).split('/');
    return keys.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], document) as Node;
  }
}

interface DescribedOperation {
  method: ContractOperation['method'];
  path: string;
  operation: Operation;
  declared: readonly Parameter[];
}

function createAjv(document: Document, options: { coerceTypes?: boolean; useDefaults?: boolean }): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, ...options });
  formatsPlugin.default(ajv);
  // The document is no schema, but references go through it as if it were one.
  ajv.addVocabulary([...Object.keys(document), 'discriminator', 'example']);
  ajv.addSchema(document, documentId);
  return ajv;
}

function compileBody(ajv: Ajv2020, { content }: Body): ValidateFunction | undefined {
  const schema = content?.['application/json']?.schema;
  return schema && ajv.compile(schema);
}

function compileParameters(ajv: Ajv2020, declared: readonly Parameter[], place: string): ValidateFunction {
  const placed = declared.filter((parameter) => parameter.in === place);
  return ajv.compile({
    type: 'object',
    additionalProperties: false,
    required: placed.filter(({ required }) => required === true).map(({ name }) => name),
    properties: Object.fromEntries(placed.map(({ name, schema }) => [name, schema])),
  });
}

function findFaults(check: ValidateFunction, value: unknown, point: (pointer: string) => string): ProblemError[] {
  if (check(value)) return [];
  return (check.errors ?? []).slice(0, reportedErrors).map((error) => ({
    pointer: point(`${error.instancePath}${namesProperty(error)}`),
    message: error.message ?? `fails ${error.keyword}`,
  }));
}

/** A property that is missing, or should not be there, is at fault itself, not the object that lacks or has it. */
function namesProperty({ params }: ErrorObject): string {
  const { missingProperty, additionalProperty } = params as { missingProperty?: string; additionalProperty?: string };
  const name = missingProperty ?? additionalProperty;
  return name === undefined ? '' : `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function nameParameter(pointer: string): string {
  return `?${pointer.slice(1)}`;
}

/** The schemas with every object closed that does not say itself whether it is open. */
function closeObjects(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((element) => closeObjects(element));
  if (typeof node !== 'object' || node === null) return node;
  const closed = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closeObjects(value)]));
  const isOpenObject = closed['type'] === 'object' && 'properties' in closed && !('additionalProperties' in closed);
  return isOpenObject ? { ...closed, additionalProperties: false } : closed;
}
