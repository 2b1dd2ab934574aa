// The limits that hold for what a client sends, by their keys under `limits`; see `configuration/limits-config.ts`.
import type { ErrorCode } from '../../error-codes/error-code-registry.ts';

/** Each is a largest number; absent: no limit. */
export interface RequestLimits {
  readonly parser_max_recursion?: number | undefined;
  readonly parser_max_literal_depth?: number | undefined;
  readonly max_definitions?: number | undefined;
  readonly max_directives?: number | undefined;
  readonly max_directives_per_location?: number | undefined;
  readonly max_list_argument_items?: number | undefined;
  readonly max_depth?: number | undefined;
  readonly max_height?: number | undefined;
  readonly max_aliases?: number | undefined;
  readonly max_root_fields?: number | undefined;
  readonly max_introspection_lists?: number | undefined;
  readonly max_field_comparisons?: number | undefined;
  readonly max_variables_bytes?: number | undefined;
  readonly max_variables_depth?: number | undefined;
  /** Whether what passes a limit is told of and let through. Not what the parser refuses. */
  readonly warn_only?: boolean | undefined;
}

export type LimitKey = Exclude<keyof RequestLimits, 'warn_only'>;

export const limitCodes = {
  parser_max_recursion: 'GRAPHQL_PARSE_FAILED',
  parser_max_literal_depth: 'GRAPHQL_PARSE_FAILED',
  max_definitions: 'MAX_DEFINITIONS_LIMIT',
  max_directives: 'MAX_DIRECTIVES_LIMIT',
  max_directives_per_location: 'MAX_DIRECTIVES_LIMIT',
  max_list_argument_items: 'MAX_LIST_ARGUMENT_ITEMS_LIMIT',
  max_depth: 'MAX_DEPTH_LIMIT',
  max_height: 'MAX_HEIGHT_LIMIT',
  max_aliases: 'MAX_ALIASES_LIMIT',
  max_root_fields: 'MAX_ROOT_FIELDS_LIMIT',
  max_introspection_lists: 'MAX_INTROSPECTION_LISTS_LIMIT',
  max_field_comparisons: 'MAX_FIELD_COMPARISONS_LIMIT',
  max_variables_bytes: 'MAX_VARIABLES_LIMIT',
  max_variables_depth: 'MAX_VARIABLES_LIMIT',
} as const satisfies Record<LimitKey, ErrorCode>;
