// What belongs to one account and nobody else: the values to try against it, and the texts that give a leak away.
import { getNamedType, isScalarType } from 'graphql';
import type { RunningGraph } from '../graph/start-graph.ts';
import type { GovernedSchema } from './governed-schema.ts';
import type { OwnValue } from './reviewed-decisions.ts';
import { walkAnswer } from './walk-answer.ts';

/** One of each that belongs to the account; absent where it has none. */
export type OwnValues = Readonly<Partial<Record<OwnValue, string>>>;

/** Of the seeds: these are kept by systems that the graph does not list them from. */
const seededValues: Readonly<Record<string, OwnValues>> = {
  acme: { warehouse: 'CONS-ACME' },
  borealis: { projectId: 'shaft-7' },
};

interface AccountAnswer {
  readonly account: { readonly addresses: readonly { readonly id: string; readonly type: string }[] };
  readonly orders: {
    readonly nodes: readonly { readonly id: string; readonly poNumber: string }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

const factsQuery = `query ($id: ID!) {
  account(id: $id) { addresses { id type } }
  orders(accountId: $id, first: 1) { nodes { id poNumber } pageInfo { endCursor } }
}`;
const submission = `mutation ($key: String!, $id: ID!) {
  submitOrder(accountId: $id, idempotencyKey: $key, input: { poNumber: "K-1", lines: [{ sku: "BRG-6205-2RS", quantity: "1", uom: "EA" }] }) {
    order { id }
    userErrors { code }
  }
}`;

/** `owner`: somebody who may see all of the account. It also places an order, whose key is then the account's own. */
export async function findOwnValues(graph: RunningGraph, account: string, token: string): Promise<OwnValues> {
  const { data, body } = await graph.query<AccountAnswer>(factsQuery, { id: account }, token);
  const [order] = data?.orders.nodes ?? [];
  const address = data?.account.addresses.find(({ type }) => type === 'SHIP_TO');
  if (!data || !order || !address) throw new Error(`The account ${account} has nothing to try: ${body}`);
  const idempotencyKey = `own-key-of-${account}`;
  const placed = await graph.query<{ submitOrder: { order: object | null } }>(
    submission,
    { key: idempotencyKey, id: account },
    token,
  );
  if (!placed.data?.submitOrder.order) throw new Error(`No order was placed for ${account}: ${placed.body}`);
  return {
    orderId: order.id,
    poNumber: order.poNumber,
    cursor: data.orders.pageInfo.endCursor,
    address: address.id,
    idempotencyKey,
    ...seededValues[account],
  };
}

/** An answer with the operation that it answers. */
export interface Answered {
  readonly query: string;
  readonly data: unknown;
}

/** The texts in answers, but for dates and instants: those are anybody’s. */
export function listTexts(answers: readonly Answered[]): Set<string> {
  return new Set(answers.flatMap(({ data }) => readTexts(data)));
}

/** Not a unit, a country or a word for a status: those are everybody's. */
const isOwn = (text: string): boolean => text.length >= 5 && !/^[A-Z_]+$/.test(text);

/** Those texts alone that the contract declares to differ by caller. */
export function listPersonalTexts({ schema, isPersonal, hasPolicy }: GovernedSchema, answers: readonly Answered[]) {
  const found = new Set<string>();
  for (const answer of answers) {
    walkAnswer(schema, answer, false, {
      visitField({ parent, definition, value, context }) {
        const coordinate = `${parent.name}.${definition.name}`;
        // Values of types that are no entities are as their field is.
        const isForCaller = hasPolicy(coordinate) ? isPersonal(coordinate) : context;
        if (isForCaller && isScalarType(getNamedType(definition.type))) {
          for (const text of readTexts(value)) if (isOwn(text)) found.add(text);
        }
        return isForCaller;
      },
    });
  }
  return found;
}

function readTexts(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 1 && !/^\d{4}-\d\d-\d\d(T|$)/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(readTexts) : [];
}

/** Those of an account's values that stand in a body where they should not. */
export function findMarkers(body: string, markers: ReadonlySet<string>): string[] {
  return [...markers].filter(
    (marker) => body.includes(JSON.stringify(marker)) || (isTelling(marker) && body.includes(marker)),
  );
}

/** Long or odd enough not to be part of something else by chance. */
const isTelling = (text: string): boolean => text.length >= 8 || /^[A-Z]+-[\dA-Z-]{3,}$/.test(text);
