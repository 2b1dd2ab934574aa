// Fields of one kind are kept under the same rule everywhere: each policy in the SDL is one of the profiles named here.
import { readSubgraphTypeDefs, type SystemName } from '@commerce-graph/schema';
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  valueFromASTUntyped,
} from 'graphql';
import { describe, expect, test } from 'vitest';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** maxAge, stale while revalidating, stale if the system fails (all seconds), identity the value depends on. */
const profiles: Readonly<Record<string, readonly [number, number, number, string]>> = {
  content: [hour, day, 7 * day, ''],
  'documents and relationships': [hour, 12 * hour, 3 * day, ''],
  taxonomy: [6 * hour, day, 7 * day, ''],
  'item master': [15 * minute, hour, day, ''],
  'warehouses, with the account’s own': [15 * minute, hour, day, 'ACCOUNT'],
  'contract price, to browse': [5 * minute, minute, 15 * minute, 'ACCOUNT'],
  stock: [30, minute, 5 * minute, ''],
  'consigned stock': [30, minute, 5 * minute, 'ACCOUNT'],
  account: [5 * minute, 5 * minute, hour, 'ACCOUNT'],
  credit: [minute, 0, 0, 'ACCOUNT'],
  orders: [20, 30, hour, 'ACCOUNT'],
  'never kept': [0, 0, 0, ''],
};

interface FieldPolicy {
  readonly coordinate: string;
  readonly values: readonly [number, number, number, string];
}

type ObjectType = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

function readPolicies(system: SystemName): FieldPolicy[] {
  const types = readSubgraphTypeDefs(system).definitions.filter(
    (node): node is ObjectType => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
  return types.flatMap((type) =>
    (type.fields ?? [])
      .filter((field) => hasDirective(field, 'owner') || hasDirective(type, 'owner'))
      .map((field) => ({ coordinate: `${type.name.value}.${field.name.value}`, values: readPolicy(type, field) })),
  );
}

function readPolicy(type: ObjectType, field: FieldDefinitionNode): FieldPolicy['values'] {
  const read = (name: string): Record<string, unknown> => {
    const directive = findDirective(field, name) ?? findDirective(type, name);
    return Object.fromEntries(
      (directive?.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
    );
  };
  const { maxAge = 0 } = read('cacheControl');
  const { whileRevalidate = 0, ifError = 0 } = read('stale');
  const claims = read('varyBy')['claims'] ?? [];
  return [Number(maxAge), Number(whileRevalidate), Number(ifError), (claims as string[]).join(' ')];
}

function findDirective(node: ObjectType | FieldDefinitionNode, name: string): ConstDirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === name);
}

function hasDirective(node: ObjectType | FieldDefinitionNode, name: string): boolean {
  return findDirective(node, name) !== undefined;
}

describe('cache profiles', () => {
  const policies = (['erp', 'pim', 'oms'] as const).flatMap(readPolicies);

  test('cover every field that a system owns', () => {
    const known = new Set(Object.values(profiles).map(String));
    expect(policies.length).toBeGreaterThan(60);
    expect(policies.filter(({ values }) => !known.has(String(values)))).toEqual([]);
  });

  test('are all used', () => {
    const used = new Set(policies.map(({ values }) => String(values)));
    expect(Object.entries(profiles).filter(([, values]) => !used.has(String(values)))).toEqual([]);
  });

  test('keep what depends on the caller away from everybody else', () => {
    const accountBound = policies.filter(({ coordinate }) =>
      /price|credit|orders?$|customerPartNumber|consignment|^Account\.|^Order\./i.test(coordinate),
    );
    expect(accountBound.length).toBeGreaterThan(20);
    for (const { coordinate, values } of accountBound) {
      const [maxAge, , , claims] = values;
      expect(maxAge === 0 || claims === 'ACCOUNT', coordinate).toBe(true);
    }
  });
});
