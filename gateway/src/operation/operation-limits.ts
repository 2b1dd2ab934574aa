// How large an operation may be. Measured without writing its fragments out: a short text can stand for a huge operation.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { CodedError } from '../error-codes/coded-error.ts';

/** Each is a largest number; absent: no limit. */
export interface OperationLimits {
  /** Fields on the longest way from the root to a leaf. */
  readonly max_depth?: number | undefined;
  /** Fields in all, those of a fragment as often as it is spread. */
  readonly max_height?: number | undefined;
  /** Fields with an alias, counted like the height. */
  readonly max_aliases?: number | undefined;
  /** Fields of the root type. */
  readonly max_root_fields?: number | undefined;
}

interface Size {
  readonly depth: number;
  readonly height: number;
  readonly aliases: number;
  readonly roots: number;
}

const nothing: Size = { depth: 0, height: 0, aliases: 0, roots: 0 };

/** Throws a `CodedError` for the first limit that is passed. The operation must be valid, so that no fragment holds itself. */
export function checkOperationLimits(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  limits: OperationLimits,
): void {
  const size = measure(document, operation);
  const check = (
    code: ConstructorParameters<typeof CodedError>[0],
    what: string,
    value: number,
    limit?: number,
  ): void => {
    if (limit === undefined || value <= limit) return;
    throw new CodedError(
      code,
      `The operation has ${what} of ${describe(value)}; allowed are ${limit}. Ask for less at once.`,
    );
  };
  check('MAX_DEPTH_LIMIT', 'a depth', size.depth, limits.max_depth);
  check('MAX_HEIGHT_LIMIT', 'a number of fields', size.height, limits.max_height);
  check('MAX_ALIASES_LIMIT', 'a number of aliases', size.aliases, limits.max_aliases);
  check('MAX_ROOT_FIELDS_LIMIT', 'a number of root fields', size.roots, limits.max_root_fields);
}

function describe(value: number): string {
  return value > Number.MAX_SAFE_INTEGER ? 'more than can be counted' : String(value);
}

function measure(document: DocumentNode, operation: OperationDefinitionNode): Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const known = new Map<string, Size>();

  const measureFragment = (name: string): Size => {
    let size = known.get(name);
    if (size === undefined) {
      const fragment = fragments.get(name);
      size = fragment === undefined ? nothing : measureSet(fragment.selectionSet);
      known.set(name, size);
    }
    return size;
  };

  const measureSet = ({ selections }: SelectionSetNode): Size => {
    let { depth, height, aliases, roots } = nothing;
    for (const selection of selections) {
      const isField = selection.kind === Kind.FIELD;
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? measureFragment(selection.name.value)
          : selection.selectionSet === undefined
            ? nothing
            : measureSet(selection.selectionSet);
      depth = Math.max(depth, inner.depth + (isField ? 1 : 0));
      height += inner.height + (isField ? 1 : 0);
      aliases += inner.aliases + (isField && selection.alias !== undefined ? 1 : 0);
      roots += isField ? 1 : inner.roots;
    }
    return { depth, height, aliases, roots };
  };
  return measureSet(operation.selectionSet);
}
