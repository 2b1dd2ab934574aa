// The data of a response while it comes together: what `JSON.parse` makes of subgraphs' answers.

export type DataObject = Record<string, unknown>;

export function isDataObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
