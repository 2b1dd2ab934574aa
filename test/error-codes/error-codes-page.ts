// The page `docs/error-codes.md`, written from the registries of the gateway and of the subgraphs' runtime.
import {
  errorCodeRegistry as gatewayRegistry,
  type ErrorCodeEntry,
} from '../../gateway/src/error-codes/error-code-registry.ts';
import { shownExtensions, uninformativeCodes } from '../../gateway/src/subgraph/readable-error.ts';
import { errorCodeRegistry as subgraphRegistry } from '../../subgraphs/runtime/src/error-codes/error-code-registry.ts';

const introduction = `# Error codes

Every error in a GraphQL response of the gateway has a code, \`extensions.code\`. Where a subgraph is at fault,
\`extensions.service\` names it. What a field answers as data, such as the reasons for which an order is not taken, is part
of the schema and not of this list.

**HTTP status.** An error of a field leaves the status at 200: the rest of the data is there. Where 200 and 400 are given
for a request that was not executed, a client that takes \`application/json\` gets 200, and one that takes
\`application/graphql-response+json\` gets 400, as GraphQL over HTTP has it.

**Log.** The level is that of the line about the error itself, in the log of the gateway, or of the subgraph that the error
is from. Besides, the gateway writes one line at \`info\` for every request, with its status and the codes of its operation.

**Codes of other subgraphs.** A subgraph may send codes that are not listed here. The gateway hands on such an error with
its message, which is replaced only when it contains the subgraph's address, and of its extensions
${list(shownExtensions)}.
An error without a code is shown as \`DOWNSTREAM_SERVICE_ERROR\`, without its message unless \`include_subgraph_errors\`
says otherwise. So is one with a code that says nothing to a client:
${list([...uninformativeCodes].filter((code) => typeof code === 'string'))}.
`;

export function renderErrorCodesPage(): string {
  const registries: readonly Readonly<Record<string, ErrorCodeEntry>>[] = [gatewayRegistry, subgraphRegistry];
  const codes = [...new Set(registries.flatMap((registry) => Object.keys(registry)))].toSorted();
  const sections = codes.map((code) => {
    const [ofGateway, ofSubgraph] = registries.map((registry) => registry[code]);
    const isOfBoth = ofGateway !== undefined && ofSubgraph !== undefined;
    return [
      `## ${code}\n`,
      ...(ofGateway ? [describe(ofGateway, isOfBoth ? '**From the gateway.** ' : '')] : []),
      ...(ofSubgraph ? [describe(ofSubgraph, isOfBoth ? '**From a subgraph.** ' : '')] : []),
    ].join('\n');
  });
  return [introduction, ...sections].join('\n');
}

function describe({ statuses, meaning, remedy }: ErrorCodeEntry, origin: string): string {
  return `${origin}${meaning}\n\n**What to do.** ${remedy}\n\n${describeStatuses(statuses)}\n`;
}

function describeStatuses(statuses: ErrorCodeEntry['statuses']): string {
  const levels = [...new Set(Object.values(statuses))];
  const parts = levels.map((level) => {
    const withLevel = Object.keys(statuses).filter((status) => statuses[Number(status)] === level);
    return `HTTP ${withLevel.join(', ')}; ${level === 'none' ? 'not logged' : `logged as \`${level}\``}.`;
  });
  return `_${parts.join(' ')}_`;
}

function list(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
