// What an operation is called in the audit log: told once for each, and without any value that a client wrote into it.
import { createHash } from 'node:crypto';
import { type DocumentNode, Kind, type OperationDefinitionNode, print, type SelectionSetNode, visit } from 'graphql';
import type { AskedOperation } from '../../execution/request-context.ts';

export interface DescribedOperation {
  /**
   * The SHA-256 of the document as it was sent, in hex. Of one that has literal values, they are left out first:
   * numbers are 0, texts, lists and objects empty.
   */
  readonly document: string;
  /** Coordinates of the fields at the root, each once: `Query.account`. */
  readonly fields: readonly string[];
}

export type OperationDescriber = (asked: AskedOperation) => DescribedOperation;

const mostFields = 50;
/** Composition gives the root types these names, whatever subgraphs call them. */
const rootTypes = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

export function createOperationDescriber(): OperationDescriber {
  const described = new WeakMap<OperationDefinitionNode, DescribedOperation>();
  return (asked) => {
    const { document, operation, hash } = asked;
    let known = described.get(operation);
    if (known === undefined) {
      known = { document: hashWithoutLiterals(document, hash), fields: listRootFields(document, operation) };
      described.set(operation, known);
    }
    return known;
  };
}

/** `hash`: that of the text as it was sent. */
function hashWithoutLiterals(document: DocumentNode, hash: string): string {
  let hasLiterals = false;
  const omit =
    <Value>(empty: Value) =>
    (): Value => {
      hasLiterals = true;
      return empty;
    };
  const stripped = visit(document, {
    IntValue: omit({ kind: Kind.INT, value: '0' }),
    FloatValue: omit({ kind: Kind.FLOAT, value: '0' }),
    StringValue: omit({ kind: Kind.STRING, value: '' }),
    ListValue: omit({ kind: Kind.LIST, values: [] }),
    ObjectValue: omit({ kind: Kind.OBJECT, fields: [] }),
  });
  return hasLiterals ? createHash('sha256').update(print(stripped)).digest('hex') : hash;
}

function listRootFields(document: DocumentNode, { operation, selectionSet }: OperationDefinitionNode): string[] {
  const fields = new Set<string>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (fields.size >= mostFields) return;
      if (selection.kind === Kind.FIELD) fields.add(`${rootTypes[operation]}.${selection.name.value}`);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = document.definitions.find(
          (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet);
      }
    }
  };
  collect(selectionSet);
  return [...fields];
}
