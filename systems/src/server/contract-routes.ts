// Serves a contract: one typed handler an operation, each request checked, and in tests each answer as well.
import type { FastifyInstance } from 'fastify';
import type { Contract } from './contract.ts';

/** The request of one operation, as `openapi-typescript` describes it. */
export interface ContractRequest<Operation> {
  body: Operation extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : undefined;
  query: Operation extends { parameters: { query?: infer Query } } ? NonNullable<Query> : Record<string, never>;
  params: Operation extends { parameters: { path: infer Path } } ? Path : Record<string, never>;
  /** Those that the operation declares, under their declared names: `If-None-Match`. */
  headers: Operation extends { parameters: { header?: infer Headers } } ? NonNullable<Headers> : Record<string, never>;
}

/** An answer that the operation declares. Problems are thrown, not answered. */
export type ContractAnswer<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses & number]: {
        status: Status;
        headers?: Readonly<Record<string, string>>;
        /** Absent where the contract declares no body. */
        body?: Responses[Status] extends { content: { 'application/json': infer Body } } ? Body : never;
      };
    }[keyof Responses & number]
  : never;

export type ContractHandlers<Operations> = {
  [Id in keyof Operations]: (
    request: ContractRequest<Operations[Id]>,
  ) => ContractAnswer<Operations[Id]> | Promise<ContractAnswer<Operations[Id]>>;
};

export interface ContractRoutesOptions<Operations> {
  contract: Contract;
  /** One for each operation of the contract except `issueToken`, which the credentials serve. */
  handlers: ContractHandlers<Omit<Operations, 'issueToken'>>;
  checkResponses: boolean;
}

/** Registers the routes. A contract with an operation that nobody handles is refused. */
export function installContractRoutes<Operations>(
  app: FastifyInstance,
  { contract, handlers, checkResponses }: ContractRoutesOptions<Operations>,
): void {
  const handlersById = handlers as Record<string, ((request: ContractRequest<never>) => unknown) | undefined>;
  if (checkResponses) installResponseCheck(app, contract);
  for (const operation of contract.operations) {
    const { operationId, method, url, isPublic } = operation;
    if (operationId === 'issueToken') continue;
    const handle = handlersById[operationId];
    if (handle === undefined) throw new Error(`No handler for operation ${operationId} of the ${contract.title}.`);
    app.route({
      method,
      url,
      config: { isPublic },
      async handler(request, reply) {
        const checked = operation.checkRequest(request);
        const answer = (await handle(checked as ContractRequest<never>)) as ContractAnswer<{
          responses: Record<number, { content: { 'application/json': unknown } }>;
        }>;
        return reply
          .code(answer.status)
          .headers(answer.headers ?? {})
          .send(answer.body);
      },
    });
  }
}

/** Turns an answer that breaks the contract into a 500 that says how, and makes the server's end fail with all of them. */
function installResponseCheck(app: FastifyInstance, contract: Contract): void {
  const operationByRoute = new Map(contract.operations.map((known) => [`${known.method} ${known.url}`, known]));
  const faults: string[] = [];
  app.addHook('onSend', async (request, reply, payload) => {
    const operation = operationByRoute.get(`${request.method} ${request.routeOptions.url}`);
    if (operation === undefined) return payload;
    const fault = operation.findResponseFault({
      status: reply.statusCode,
      contentType: reply.getHeader('content-type')?.toString(),
      payload: typeof payload === 'string' ? payload : '',
    });
    if (fault === undefined) return payload;
    const message = `The answer ${reply.statusCode} of ${operation.operationId} breaks the ${contract.title}: ${fault}`;
    faults.push(message);
    request.log.error(message);
    reply.code(500).header('content-type', 'text/plain').removeHeader('content-length');
    return message;
  });
  app.addHook('onClose', async () => {
    if (faults.length > 0) throw new Error(faults.join('\n'));
  });
}
