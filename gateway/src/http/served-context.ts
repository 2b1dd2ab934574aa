// The context of a request that came over HTTP.
import type { RequestContext } from '../execution/request-context.ts';

type ContextParts = Omit<RequestContext, 'signal' | 'execution'>;

/** A class: an accessor that each object has for itself takes as long to make as everything else in it thirty times. */
export class ServedContext implements RequestContext {
  readonly requestId: RequestContext['requestId'];
  readonly traceparent: RequestContext['traceparent'];
  readonly principal: RequestContext['principal'];
  readonly token: RequestContext['token'];
  readonly client: RequestContext['client'];
  readonly costBudget: RequestContext['costBudget'];
  readonly admitOperation: RequestContext['admitOperation'];
  readonly explanations: RequestContext['explanations'];
  readonly outcome: RequestContext['outcome'];
  execution?: NonNullable<RequestContext['execution']>;
  /** Not private: Apollo Server copies the context member by member. */
  readonly findSignal: () => AbortSignal;

  constructor(parts: ContextParts, findSignal: () => AbortSignal) {
    this.requestId = parts.requestId;
    this.traceparent = parts.traceparent;
    this.principal = parts.principal;
    this.token = parts.token;
    this.client = parts.client;
    this.costBudget = parts.costBudget;
    this.admitOperation = parts.admitOperation;
    this.explanations = parts.explanations;
    this.outcome = parts.outcome;
    this.findSignal = findSignal;
  }

  /** Made when somebody first asks for it. */
  get signal(): AbortSignal {
    return this.findSignal();
  }
}
