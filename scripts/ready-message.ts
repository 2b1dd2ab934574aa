// What `npm start` prints when everything answers: the address, three demo tokens, and a request to paste.
import { readFile } from 'node:fs/promises';
import { locateDemoPassword } from '../issuer/src/demo-people.ts';
import { type DevelopmentTokenClaims, requestDevelopmentToken } from './development-token.ts';
import { gatewayUrl, issuerDataDir, issuerUrl, type LocalGraph } from './local-graph.ts';

/** Two accounts whose contract prices differ, and a partner portal that acts for one account's branches. */
const demoCallers: readonly (DevelopmentTokenClaims & { readonly title: string })[] = [
  { title: 'A buyer of Acme Pumps', account: 'acme', user: 'buyer@acme' },
  { title: 'A buyer of Borealis Mining', account: 'borealis', user: 'buyer@borealis' },
  {
    title: "Acme's partner portal, for Acme and its two branches",
    account: 'acme',
    accounts: ['acme-dayton', 'acme-houston'],
    user: 'portal@acme',
  },
];

const demoQuery = `query ($sku: ID!) {
  product(sku: $sku) {
    name
    price { ... on Price { unitPrice { amount currencyCode } priceSource } ... on PriceUnavailable { code } }
    availability { status locations { warehouse { code } available { value uom } } }
  }
  orders(filter: { isOpen: true }, first: 3) { nodes { orderNumber status } }
}`;

export async function describeReadyGraph(graph: LocalGraph, env: NodeJS.ProcessEnv): Promise<string> {
  const tokens = await Promise.all(demoCallers.map((caller) => requestDevelopmentToken(graph, caller, env)));
  const body = JSON.stringify({ query: demoQuery.replaceAll(/\s+/g, ' '), variables: { sku: 'BRG-6205-2RS' } });
  const password = await readFile(locateDemoPassword(issuerDataDir(graph)), 'utf8');
  const lines = [
    '',
    `The commerce graph is ready: ${gatewayUrl(graph)}/graphql (in a browser: ${gatewayUrl(graph)}/)`,
    '',
    'Demo tokens, valid for 8 hours. When one has expired, `npm run --silent token -- --account acme` prints another:',
    ...demoCallers.flatMap((caller, index) => [`  ${caller.title}:`, `  ${tokens[index]}`, '']),
    'One query, three systems. Paste it:',
    '',
    `curl -s ${gatewayUrl(graph)}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${tokens[0]}' -d '${body}'`,
    '',
    `The issuer is ${issuerUrl(graph)}. In applications ("sandbox" is there to try), people such as anna@acme and`,
    `rep@northline sign in with the password ${password.trim()}`,
    '',
    'Ctrl-C stops everything. `npm run reset` starts over.',
  ];
  return lines.join('\n');
}
