// The body of a search that is too long for a query string.
import { Problem } from '../../server/problem.ts';
import { parseSearch } from '../search/criterion.ts';
import { type Query, splitList } from './query.ts';

const maximumCriteria = 20;
const maximumListLength = 800;
const texts = new Set(['search', 'scope', 'locales', 'attributes']);
const switches = new Set(['with_attribute_options', 'with_quality_scores', 'with_completenesses']);

/** The body as if it were query parameters. @throws Problem 400 or 422 when it is not of the documented form. */
export function readSearchBody(body: unknown): Query {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem({ status: 400, detail: 'The body must be a JSON object.' });
  }
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(body) as [string, unknown][]) {
    if (texts.has(name)) {
      if (typeof value !== 'string') throw new Problem({ status: 422, detail: `"${name}" must be a string.` });
      query[name] = value;
    } else if (switches.has(name)) {
      if (typeof value !== 'boolean') throw new Problem({ status: 422, detail: `"${name}" must be true or false.` });
      query[name] = String(value);
    }
  }
  if (query['attributes'] !== undefined && splitList(query['attributes']).length > maximumListLength) {
    throw new Problem({ status: 422, detail: `At most ${maximumListLength} attributes can be asked for.` });
  }
  const criteria = parseSearch(query['search']);
  if (criteria.length > maximumCriteria) {
    throw new Problem({ status: 422, detail: `At most ${maximumCriteria} filters can be combined.` });
  }
  const tooLong = criteria.find(({ value }) => Array.isArray(value) && value.length > maximumListLength);
  if (tooLong !== undefined) {
    throw new Problem({
      status: 422,
      detail: `The filter on "${tooLong.property}" may list at most ${maximumListLength} values.`,
    });
  }
  return query;
}
