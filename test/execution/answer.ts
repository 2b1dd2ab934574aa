// An operation to ask, and what an engine answers to it, as it would arrive at a client.
import type { DocumentNode, ExecutionResult } from 'graphql';

export interface Operation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
}

export type Path = readonly (string | number)[];

export interface AnswerError {
  readonly message: string;
  readonly path?: Path;
  readonly extensions?: { readonly code?: unknown; readonly [name: string]: unknown };
}

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: { readonly valueCompletion?: readonly AnswerError[] };
}

export function toAnswer(result: ExecutionResult): Answer {
  return JSON.parse(JSON.stringify(result)) as Answer;
}
