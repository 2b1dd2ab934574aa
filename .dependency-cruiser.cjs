// The import direction, kept by a tool: schema <- subgraphs/runtime <- subgraphs/{erp,pim,oms}; schema <- gateway;
// signed-events <- systems, issuer.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core$' },
    },
    {
      name: 'schema-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^schema/' },
      to: { path: '^(signed-events|gateway|subgraphs|systems|issuer|test|scripts)/' },
    },
    {
      name: 'gateway-imports-only-schema',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(signed-events|subgraphs|systems|issuer|test|scripts)/' },
    },
    {
      name: 'subgraphs-do-not-import-gateway-or-systems',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^(signed-events|gateway|systems|issuer|test|scripts)/' },
    },
    {
      name: 'runtime-knows-no-subgraph',
      severity: 'error',
      from: { path: '^subgraphs/runtime/' },
      to: { path: '^(schema|subgraphs/(?!runtime/))' },
    },
    {
      name: 'subgraphs-do-not-import-each-other',
      severity: 'error',
      from: { path: '^subgraphs/(erp|pim|oms)/' },
      to: { path: '^subgraphs/(erp|pim|oms)/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'systems-import-neither',
      severity: 'error',
      from: { path: '^systems/' },
      to: { path: '^(gateway|subgraphs|issuer|test|scripts)/' },
    },
    {
      name: 'signed-events-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^signed-events/' },
      to: { path: '^(schema|gateway|subgraphs|systems|issuer|test|scripts)/' },
    },
    {
      name: 'issuer-imports-only-signed-events',
      comment: 'It takes the place of an identity provider that knows nothing of the graph.',
      severity: 'error',
      from: { path: '^issuer/' },
      to: { path: '^(schema|gateway|subgraphs|systems|test|scripts)/' },
    },
    {
      name: 'systems-do-not-import-each-other',
      comment: 'They are separate products and talk over HTTP, as they would in a company.',
      severity: 'error',
      from: { path: '^systems/src/(erp|pim|oms)/' },
      to: { path: '^systems/src/(erp|pim|oms)/', pathNot: '^systems/src/$1/' },
    },
    {
      name: 'domains-do-not-import-each-other',
      comment: 'A domain folder of a subgraph never imports another domain.',
      severity: 'error',
      from: { path: '^subgraphs/(erp|pim|oms)/src/(?!connectors/|generated/)([^/]+)/' },
      to: {
        path: '^subgraphs/$1/src/[^/]+/',
        pathNot: '^subgraphs/$1/src/($2|connectors|generated)/',
      },
    },
    {
      name: 'nothing-imports-the-bench',
      comment: 'It brings the gateways of others, which are no part of this product.',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    {
      name: 'no-dumping-grounds',
      severity: 'error',
      from: {},
      to: {
        path: '^(schema|signed-events|gateway|subgraphs|systems|issuer|test|scripts)/.*(utils?|helpers?|common|misc)(/|\\.ts$)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
