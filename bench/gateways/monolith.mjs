// The graph without federation: one schema in one process, with the data at hand.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createYoga } from 'graphql-yoga';
import { createMonolithSchema, graphs } from '../graphs/graphs.mjs';

const schema = createMonolithSchema(graphs[process.env.BENCH_GRAPH], readFileSync(process.env.BENCH_API, 'utf8'));
const yoga = createYoga({ schema, logging: false });
createServer((request, response) => void yoga(request, response)).listen(Number(process.env.BENCH_PORT), '127.0.0.1');
