import { contractPath } from '@commerce-graph/schema';
import { describe, expect, it } from 'vitest';
import { type ContractOperation, type RequestParts, loadContract } from './contract.ts';
import { Problem } from './problem.ts';

const file = contractPath('integration/erp.openapi.yml');

function operation(operationId: string, contract = loadContract(file)): ContractOperation {
  const found = contract.operations.find((known) => known.operationId === operationId);
  if (found === undefined) throw new Error(`The contract has no ${operationId}.`);
  return found;
}

describe('a request', () => {
  const parts: RequestParts = { body: undefined, query: {}, params: {}, headers: {} };

  function pointersOf(operationId: string, request: Partial<RequestParts>) {
    try {
      operation(operationId).checkRequest({ ...parts, ...request });
      return [];
    } catch (error) {
      return error instanceof Problem ? error.errors.map(({ pointer }) => pointer) : [String(error)];
    }
  }

  it('is told everything that is wrong with it at once', () => {
    const body = { skus: [''], locale: 'en', accountId: 7 };
    expect(pointersOf('queryItems', { body })).toEqual(['/locale', '/skus/0', '/accountId']);
  });

  it('has its parameters turned into their types, with defaults, and keeps only declared headers', () => {
    const headers = { 'if-none-match': '"a"', cookie: 'b' };
    expect(operation('listItems').checkRequest({ ...parts, query: { limit: '7' }, headers })).toEqual({
      ...parts,
      query: { limit: 7 },
      headers: { 'If-None-Match': '"a"' },
    });
    expect(operation('listItems').checkRequest(parts).query).toEqual({ limit: 100 });
  });

  it('may not leave out a body that is required', () => {
    expect(pointersOf('queryItems', {})).toEqual(['']);
  });
});

describe('an answer', () => {
  const item = { code: 'DAY', name: 'Dayton', type: 'BRANCH' };
  const answer = (warehouse: object, status = 200, contentType = 'application/json; charset=utf-8') => ({
    status,
    contentType,
    payload: JSON.stringify({ warehouses: [warehouse] }),
  });

  it('keeps to the contract, or the fault is named', () => {
    const listing = operation('listWarehouses');
    expect(listing.findResponseFault(answer(item))).toBeUndefined();
    expect(listing.findResponseFault(answer({ ...item, type: 'SHED' }))).toMatch(/warehouses\/0\/type/);
    expect(listing.findResponseFault(answer(item, 200, 'text/html'))).toMatch(/text\/html/);
    expect(listing.findResponseFault({ status: 304, contentType: undefined, payload: '' })).toBeUndefined();
    expect(listing.findResponseFault(answer(item, 304))).toMatch(/a body where none is due/);
    expect(listing.findResponseFault(answer(item, 201, 'application/problem+json'))).toMatch(/status/);
  });

  it('of our own has no property that the contract does not name; one of a later version may', () => {
    const later = answer({ ...item, region: 'OH' });
    expect(operation('listWarehouses').findResponseFault(later)).toMatch(/additional properties/);
    const open = loadContract(file, { areUnknownPropertiesAllowed: true });
    expect(operation('listWarehouses', open).findResponseFault(later)).toBeUndefined();
  });
});

it('knows which operations need no token', () => {
  const open = loadContract(file).operations.filter(({ isPublic }) => isPublic);
  expect(open.map(({ operationId }) => operationId)).toEqual(['readHealth']);
});
