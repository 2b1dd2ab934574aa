// Holds events against the catalogue: the payload schema of their type, and the form of subject that the graph reads.
import { readFileSync } from 'node:fs';
import { contractPath } from '@commerce-graph/schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { parse } from 'yaml';
import { readEventCatalogue } from '../../../gateway/src/supergraph/governance/event-catalogue.ts';
import { readSubject } from '../../../gateway/src/supergraph/governance/subject-template.ts';

interface AsyncApiDocument {
  readonly components: {
    readonly messages: Readonly<Record<string, { readonly name: string; readonly payload: { readonly $ref: string } }>>;
  };
}

const file = contractPath('events.asyncapi.yml');
const catalogue = readEventCatalogue(file);
const document = parse(readFileSync(file, 'utf8')) as AsyncApiDocument;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formatsPlugin.default(ajv);
ajv.addSchema(document, 'events');
const payloads = new Map(
  Object.values(document.components.messages).map(({ name, payload }) => [name, `events${payload.$ref}`]),
);

/** Every event type of the catalogue. */
export const eventTypes: readonly string[] = [...catalogue.keys()];

/** Says how an event breaks the catalogue. Undefined when it does not. */
export function findEventFault(event: { readonly type: string; readonly subject: string }): string | undefined {
  const payload = payloads.get(event.type);
  const type = catalogue.get(event.type);
  if (payload === undefined || type === undefined) return `${event.type} is not in the catalogue`;
  const check = ajv.getSchema(payload);
  if (check === undefined) throw new Error(`The catalogue has no schema ${payload}.`);
  if (check(event) !== true) return `${JSON.stringify(event)}: ${ajv.errorsText(check.errors)}`;
  const known = new Set(['specversion', 'id', 'source', 'type', 'subject', 'time']);
  const more = Object.keys(event).filter((key) => !known.has(key));
  if (more.length > 0) return `${event.type} holds ${more.join(', ')}`;
  return readSubject(type.subject, event.subject) === undefined
    ? `${event.subject} is not of the form ${type.subject.text}`
    : undefined;
}
