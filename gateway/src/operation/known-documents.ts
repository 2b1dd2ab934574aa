// Documents that were parsed, found valid and run on one supergraph, by their exact text.
import { type DocumentNode, Kind, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';

export interface KnownDocument {
  readonly document: DocumentNode;
  /** Of its text. */
  readonly hash: string;
  /** By name; one without a name is under the empty one. */
  readonly operations: ReadonlyMap<string, OperationDefinitionNode>;
}

export interface KnownDocuments {
  find(text: string): KnownDocument | undefined;
  /** The document must be valid for the supergraph. */
  add(text: string, document: DocumentNode, hash: string): void;
}

export interface KnownDocumentsOptions {
  /** How many are kept. */
  readonly limit: number;
  /** How long all texts together may be, in characters. */
  readonly textLimit: number;
}

/** Of too many, those asked for longest ago are forgotten. */
export function createKnownDocuments({ limit, textLimit }: KnownDocumentsOptions): KnownDocuments {
  const known = new LRUCache<string, KnownDocument>({
    max: limit,
    maxSize: textLimit,
    sizeCalculation: (_document, text) => Math.max(text.length, 1),
  });
  return {
    find: (text) => known.get(text),
    add(text, document, hash) {
      if (known.peek(text)?.document !== document) {
        known.set(text, { document, hash, operations: listOperations(document) });
      }
    },
  };
}

/** The operation that a request asks for. None when it does not name the one it means, as the specification has it. */
export function findOperation(
  { operations }: KnownDocument,
  operationName: string | undefined,
): OperationDefinitionNode | undefined {
  if (operationName !== undefined) return operationName === '' ? undefined : operations.get(operationName);
  const [sole] = operations.size === 1 ? operations.values() : [];
  return sole;
}

function listOperations({ definitions }: DocumentNode): ReadonlyMap<string, OperationDefinitionNode> {
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return new Map(operations.map((operation) => [operation.name?.value ?? '', operation]));
}
