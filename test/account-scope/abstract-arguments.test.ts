// Arguments that name an account, asked for through an interface: what a type says of its argument holds however it is
// reached.
import { afterEach, expect, test } from 'vitest';
import type { SubgraphDefinition } from '../gateway/running-subgraph.ts';
import { govern, type ScopedGateway, startScopedGateway } from './scoped-gateway.ts';

const acme = { account: 'acme' };
const tell =
  (name: string) =>
  (_: unknown, { accountId }: { accountId?: string }) =>
    `${name} of ${accountId}`;
const owned = '@owner(system: "PIM")';

/** Its interface cannot say what its types say. */
const media: SubgraphDefinition = {
  name: 'pim',
  typeDefs: `${govern('pim', 'PIM')}
    type Query { media: [Media!]! ${owned} }
    interface Media @key(fields: "id") { id: ID! url(accountId: ID): String }
    type Image implements Media @key(fields: "id") {
      id: ID! ${owned}
      url(accountId: ID @accountScope): String ${owned}
    }
    type Clip implements Media @key(fields: "id") { id: ID! ${owned} url(accountId: ID): String ${owned} }
  `,
  resolvers: {
    Query: {
      media: () => [
        { __typename: 'Image', id: '1' },
        { __typename: 'Clip', id: '2' },
      ],
    },
    Image: { url: tell('image') },
    Clip: { url: tell('clip') },
  },
};

/** Its types cannot say what is said where their interface is one object. */
const rights: SubgraphDefinition = {
  name: 'erp',
  typeDefs: `${govern('erp', 'ERP')}
    type Media @key(fields: "id") @interfaceObject {
      id: ID!
      price(accountId: ID @accountScope): String @owner(system: "ERP")
    }
  `,
  resolvers: { Media: { price: tell('price') } },
};

let gateway: ScopedGateway;
afterEach(() => gateway.close());

test.each([
  ['url', 'an interface', '{ media { id VALUE } }'],
  ['url', 'a fragment on the interface', '{ media { id ...M } } fragment M on Media { VALUE }'],
  ['price', 'an interface that is an object elsewhere', '{ media { id VALUE } }'],
  ['price', 'a type of such an interface', '{ media { id ... on Image { VALUE } ... on Clip { VALUE } } }'],
])('%s with the account of another, asked through %s, is refused', async (field, _where, query) => {
  gateway = await startScopedGateway([media, rights]);
  const askFor = (account: string) =>
    gateway.ask(query.replaceAll('VALUE', `value: ${field}(accountId: "${account}")`), acme);
  const answer = await askFor('borealis');
  expect(answer.data).toEqual({
    media: [
      { id: '1', value: null },
      { id: '2', value: null },
    ],
  });
  expect(answer.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect(answer.text).not.toContain('borealis');
  const asked = gateway.subgraphs.flatMap(({ requests }) => requests.map((each) => JSON.stringify(each)));
  expect(asked.join()).not.toContain('borealis');

  const own = await askFor('acme');
  expect(own.errors).toBeUndefined();
  expect(JSON.stringify(own.data)).toContain('of acme');
});
