// The JSON Schema of the configuration file, for editors: completion, descriptions, red lines under mistakes.
import { z } from 'zod';
import { createConfigSchema } from './gateway-config.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Describes the file as it is written: durations and sizes are text, and everything with a default may be left out. */
export function createConfigJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(createConfigSchema('/'), { io: 'input' });
  return { ...schema, title: 'Configuration of commerce-graph-gateway (gateway.yaml)' };
}
