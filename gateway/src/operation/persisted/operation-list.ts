// The operations of the manifests that are in force: found by id, or by a body of the same meaning.
import { LRUCache } from 'lru-cache';
import { type CanonicalDocument, readCanonicalDocument } from './canonical-document.ts';
import type { ManifestOperation } from './read-manifest.ts';

export interface OperationList {
  readonly size: number;
  /** As Apollo Router has it: the client's own of that id, or else the one that belongs to no client. */
  findById(id: string, clientName: string | undefined): ManifestOperation | undefined;
  /** Whatever client it belongs to. */
  findByBody(text: string): ManifestOperation | undefined;
  /** The client's own alone. */
  findOwnById(id: string, clientName: string): ManifestOperation | undefined;
  findOwnByBody(text: string, clientName: string): ManifestOperation | undefined;
  /** Undefined for what is no document. */
  readDocument(text: string): CanonicalDocument | undefined;
}

interface Operations {
  readonly byId: Map<string, ManifestOperation>;
  readonly byBody: Map<string, ManifestOperation>;
}

/** How long all texts that were read lately may be together, in characters. */
const documentTextLimit = 4_000_000;
const documentLimit = 10_000;

/** Of two operations with the same id and client, the one that comes first counts. */
export function createOperationList(
  operations: readonly ManifestOperation[],
  { maxTokens }: { readonly maxTokens: number },
): OperationList {
  const ofAll: Operations = createOperations();
  const ofNobody: Operations = createOperations();
  const ofClients = new Map<string, Operations>();
  for (const operation of operations) {
    const own = operation.clientName === undefined ? ofNobody : findOrCreate(ofClients, operation.clientName);
    // What stands in a manifest may be as long as its author likes.
    const body = readCanonicalDocument(operation.body, Infinity)?.text ?? operation.body;
    for (const each of [own, ofAll]) {
      if (!each.byId.has(operation.id)) each.byId.set(operation.id, operation);
      if (!each.byBody.has(body)) each.byBody.set(body, operation);
    }
  }

  // By the exact text, so that a text is read once. What was never asked for takes no room.
  const documents = new LRUCache<string, { readonly document: CanonicalDocument | undefined }>({
    max: documentLimit,
    maxSize: documentTextLimit,
    sizeCalculation: (_document, text) => Math.max(2 * text.length, 1),
  });
  const readDocument = (text: string): CanonicalDocument | undefined => {
    let known = documents.get(text);
    if (known === undefined) documents.set(text, (known = { document: readCanonicalDocument(text, maxTokens) }));
    return known.document;
  };
  const findBody = (own: Operations | undefined, text: string): ManifestOperation | undefined => {
    const document = own && readDocument(text);
    return document && own.byBody.get(document.text);
  };

  return {
    size: operations.length,
    findById: (id, clientName) =>
      (clientName === undefined ? undefined : ofClients.get(clientName)?.byId.get(id)) ?? ofNobody.byId.get(id),
    findByBody: (text) => findBody(ofAll, text),
    findOwnById: (id, clientName) => ofClients.get(clientName)?.byId.get(id),
    findOwnByBody: (text, clientName) => findBody(ofClients.get(clientName), text),
    readDocument,
  };
}

function createOperations(): Operations {
  return { byId: new Map(), byBody: new Map() };
}

function findOrCreate(ofClients: Map<string, Operations>, clientName: string): Operations {
  let own = ofClients.get(clientName);
  if (own === undefined) ofClients.set(clientName, (own = createOperations()));
  return own;
}
