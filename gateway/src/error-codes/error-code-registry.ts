// Every code of an error that the gateway itself makes. `docs/error-codes.md` is generated from it.

export interface ErrorCodeEntry {
  /** The HTTP statuses of the responses it leaves in, each with the level at which the gateway then logs the error. */
  readonly statuses: Readonly<Record<number, 'none' | 'info' | 'warn' | 'error'>>;
  /** What has happened, for a client developer who meets the code for the first time. */
  readonly meaning: string;
  /** What to do about it, and who. */
  readonly remedy: string;
}

export const errorCodeRegistry = {
  ACCOUNT_NOT_PERMITTED: {
    statuses: { 403: 'info' },
    meaning:
      'The header `commerce-graph-account` names an account that the token does not permit, and nothing was executed. The answer is the same for accounts that do not exist.',
    remedy:
      'Name the account of the token or one of its accounts, or send no such header. To act for any account, a token needs the scope that `authentication.acting.on_behalf_scope` of the gateway names.',
  },
  AUTH_ERROR: {
    statuses: { 400: 'info', 401: 'info', 503: 'error' },
    meaning:
      'The token was not accepted, and nothing of the request was looked at. With 400 its header is malformed, with 401 the token is refused (expired, revoked, no access token, of another issuer or audience, not signed by a known key), with 503 it cannot be checked: the keys cannot be had from the identity provider, or it cannot be known which tokens were revoked.',
    remedy:
      'With 400 or 401, send a token as the message asks for. With 503, try again later; an operator makes the URL of the keys, or the Redis that holds the revocations, reachable for the gateway.',
  },
  BAD_REQUEST: {
    statuses: { 400: 'none', 405: 'none', 406: 'none', 408: 'none', 413: 'none', 415: 'none', 431: 'none' },
    meaning:
      'The HTTP request is none that can hold an operation: its body, its headers, its method or its URL is wrong. With 405 it is sent with another method than GET or POST, or a mutation with GET; with 406 it accepts no JSON; with 408 it took too long to arrive; with 413 its body is too large; with 415 its body is not declared as JSON in UTF-8, or compressed; with 431 its headers are too many or too large.',
    remedy:
      'Correct the request; the message names the mistake. An operator can raise `limits.http_max_request_bytes`, `limits.http1_max_request_headers` and `limits.http1_max_request_buf_size`.',
  },
  BAD_USER_INPUT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning: 'A variable is missing or its value does not fit its type, so nothing was executed.',
    remedy: 'Correct the variable that the message names.',
  },
  BATCHING_NOT_ENABLED: {
    statuses: { 400: 'none' },
    meaning: 'The request body is an array. Several operations in one request are not taken here.',
    remedy: 'Send each operation in a request of its own; over HTTP/1.1 with several connections, or over HTTP/2.',
  },
  CANNOT_SEND_PQ_ID_AND_BODY: {
    statuses: { 400: 'none' },
    meaning: 'The request has the id of a persisted query and a document beside it. Nothing was executed.',
    remedy:
      'Send one of them. Only with automatic persisted queries (`apq.enabled`), which are off here, are both sent together.',
  },
  COST_ESTIMATED_TOO_EXPENSIVE: {
    statuses: { 200: 'none', 400: 'none' },
    meaning:
      'The operation is estimated at more than `demand_control.strategy.static_estimated.max` of the gateway allows, and nothing was fetched. `extensions` has both numbers.',
    remedy:
      'Ask for shorter lists, or for fewer lists within lists. [demand-control.md](demand-control.md) tells how the estimate is made.',
  },
  DOWNSTREAM_SERVICE_ERROR: {
    statuses: { 200: 'none' },
    meaning:
      'A subgraph could not resolve the field, and what it said is not for clients; or it gave null or a value where its schema allows none such.',
    remedy:
      "Show the rest of the response. An operator looks into the log of the subgraph that `extensions.service` names; without a name, the field's owner is at fault.",
  },
  FORBIDDEN: {
    statuses: { 200: 'none' },
    meaning: 'An argument names an account that the caller may not act for. No subgraph was asked for the field.',
    remedy: 'Name an account of the token, or leave the argument out where it may be.',
  },
  GATEWAY_TIMEOUT: {
    statuses: { 200: 'warn' },
    meaning:
      'A subgraph did not answer in time: within its own timeout, or before the time for the whole request was over. A mutation may have been carried out all the same.',
    remedy:
      'Try a query again later. Send a mutation again only where that does no harm. An operator finds out why the subgraph is slow, or gives it longer under `traffic_shaping`.',
  },
  GRAPHQL_PARSE_FAILED: {
    statuses: { 200: 'none', 400: 'none' },
    meaning: 'The document is no GraphQL, or has more tokens than `limits.parser_max_tokens` allows.',
    remedy: 'Correct the document, or make it shorter.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    statuses: { 200: 'none', 400: 'none' },
    meaning:
      'The document does not fit the schema: it asks for a field or an argument that is not there, for instance, or for the schema itself where introspection is off.',
    remedy: 'Correct the document; types generated from the current schema find such a mistake earlier.',
  },
  INTERNAL_SERVER_ERROR: {
    statuses: { 500: 'error' },
    meaning: 'A fault in the gateway.',
    remedy: 'Try again later. An operator looks into the log of the gateway, which has the error whole.',
  },
  INVALIDATION_FAILED: {
    statuses: { 503: 'error' },
    meaning:
      'Change events, or what an operator asked to drop, could not be carried out on every replica. Nothing of it is remembered as done.',
    remedy:
      'Send the same request again after `Retry-After`, until it is answered with 202. An operator finds the reason in the log of the gateway.',
  },
  INVALIDATION_KEY_REFUSED: {
    statuses: { 401: 'warn' },
    meaning: 'A request to the invalidation endpoint does not have the shared key in its header `authorization`.',
    remedy: 'Send the key that `response_cache.subgraph.all.invalidation.shared_key` of the gateway has.',
  },
  MALFORMED_EVENT: {
    statuses: { 400: 'warn', 413: 'warn', 415: 'warn' },
    meaning:
      'A request to the intake of change events is no CloudEvent, or a batch in which one is none. With 413 it is larger than `events.http_max_request_bytes` or has more events than `events.max_batch_length`, with 415 its body is in a form that is not known here. Nothing of the request was taken.',
    remedy:
      'Correct the event that the message names and send the whole request again. [events.md](events.md) has examples.',
  },
  MALFORMED_INVALIDATION: {
    statuses: { 400: 'warn' },
    meaning: 'The body of a request to the invalidation endpoint is none that it knows. Nothing was invalidated.',
    remedy: 'Correct what the message names, by its index in the array and its member.',
  },
  MAX_ALIASES_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning: 'The operation has more aliases than `limits.max_aliases` of the gateway allows.',
    remedy: 'Ask for less at once, or let the operator raise the limit.',
  },
  MAX_DEFINITIONS_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning: 'The document has more operations and fragments than `limits.max_definitions` of the gateway allows.',
    remedy: 'Send the one operation that is meant, with the fragments that it uses.',
  },
  MAX_DEPTH_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning: 'The operation is nested deeper than `limits.max_depth` of the gateway allows.',
    remedy: 'Ask for less at once, or let the operator raise the limit.',
  },
  MAX_DIRECTIVES_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning:
      'The document has more directives than `limits.max_directives` of the gateway allows, or more at one place than `limits.max_directives_per_location`.',
    remedy: 'Leave out what no condition needs, or let the operator raise the limit.',
  },
  MAX_FIELD_COMPARISONS_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning:
      'The document asks for fields of the same name at the same place so often that comparing them, as validation has to, would take longer than `limits.max_field_comparisons` of the gateway allows.',
    remedy: 'Ask for each field once at each place.',
  },
  MAX_HEIGHT_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning: 'The operation has more fields than `limits.max_height` of the gateway allows.',
    remedy: 'Ask for less at once, or let the operator raise the limit.',
  },
  MAX_INTROSPECTION_LISTS_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning:
      'The operation asks the schema for more lists than `limits.max_introspection_lists` of the gateway allows: types within types, or the same under many names.',
    remedy: 'Use the introspection query of a usual tool, or the schema file.',
  },
  MAX_LIST_ARGUMENT_ITEMS_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning:
      'A list in an argument or a variable is longer than `limits.max_list_argument_items` of the gateway allows.',
    remedy: 'Send it in several requests, or let the operator raise the limit.',
  },
  MAX_ROOT_FIELDS_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning: 'The operation has more fields at the root than `limits.max_root_fields` of the gateway allows.',
    remedy: 'Ask for less at once, or let the operator raise the limit.',
  },
  MAX_VARIABLES_LIMIT: {
    statuses: { 200: 'none', 400: 'none' },
    meaning:
      'The variables are larger than `limits.max_variables_bytes` of the gateway allows, or nested deeper than `limits.max_variables_depth`.',
    remedy: 'Send less at once, or let the operator raise the limit.',
  },
  NOT_FOUND: {
    statuses: { 404: 'none' },
    meaning: 'There is nothing at this path for this HTTP method.',
    remedy: 'Send a POST to the path that the message names.',
  },
  NOT_READY: {
    statuses: { 503: 'none' },
    meaning: 'The gateway has started and has not loaded its supergraph yet.',
    remedy:
      'Try again after `Retry-After`. Whatever balances the load asks `/health/ready` first. When it lasts, an operator finds the reason in the log of the gateway.',
  },
  OBJECT_WITHHELD: {
    statuses: { 200: 'error' },
    meaning:
      "A subgraph gave an object of another account than the caller's. It is not shown, and neither is what failed inside it.",
    remedy:
      'Show the rest of the response. An operator finds the field, the subgraph and the accounts in the log of the gateway, and has the subgraph corrected: it gave what is not for this caller.',
  },
  OPERATION_NOT_PLANNED: {
    statuses: { 200: 'none', 400: 'none' },
    meaning:
      'There is no plan by which the subgraphs can answer the operation that would not give wrong data or run a mutation twice. Nothing was executed.',
    remedy:
      'Ask for less at once, or for the same in several operations; the message says what is in the way. An operator can report the operation with the supergraph.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    statuses: { 200: 'none', 400: 'none' },
    meaning:
      'It is not clear which operation of the document is meant: `operationName` names none of them, or there are several and no name. Or it is a subscription, which is not executed here.',
    remedy: 'Give the name of one query or mutation of the document.',
  },
  ORIGIN_NOT_ALLOWED: {
    statuses: { 403: 'none' },
    meaning:
      'The token is for pages of some origins, and the request is from a page of another, from a page that hides its origin, or from no page.',
    remedy:
      'Use the token in the pages that it was issued for. A program needs a token of its own, without `restrictions.origins`.',
  },
  PERSISTED_QUERY_HASH_MISMATCH: {
    statuses: { 400: 'none' },
    meaning: 'The request has a document and a hash, and the hash is not the SHA-256 of exactly this text.',
    remedy: 'Compute the hash over the text as it is sent, in hexadecimal digits.',
  },
  PERSISTED_QUERY_ID_REQUIRED: {
    statuses: { 400: 'none' },
    meaning:
      'Operations are asked for by id here (`persisted_queries.safelist.require_id`), and the request has a document.',
    remedy:
      'Publish the operation in a manifest of the gateway and send its id. [persisted-queries.md](persisted-queries.md) says how.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    statuses: { 200: 'none' },
    meaning: 'The request has the hash of a document instead of the document, and the gateway does not know the hash.',
    remedy:
      'Send the request again with both, as clients with automatic persisted queries do on their own. The hash is known from then on, until the gateway restarts or needs the room.',
  },
  PERSISTED_QUERY_NOT_IN_LIST: {
    statuses: { 404: 'none' },
    meaning: 'No manifest of the gateway has an operation of that id for this client.',
    remedy:
      'Publish the manifest before the client that needs it. An operator finds in the log whether a changed manifest was refused.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    statuses: { 200: 'none' },
    meaning: 'The request has the hash of a document, and automatic persisted queries are off here (`apq.enabled`).',
    remedy: 'Send documents as text, as clients with automatic persisted queries do on their own.',
  },
  QUERY_NOT_IN_SAFELIST: {
    statuses: { 403: 'none' },
    meaning:
      'The operation is none of those that may be asked: not in the manifests, where the gateway executes nothing else, or not among the ones that the token is limited to.',
    remedy:
      'Ask an operation of the manifest as it stands there; layout, comments and the order of its definitions do not matter. To ask another, publish it first.',
  },
  REQUEST_CONCURRENCY_LIMITED: {
    statuses: { 503: 'none' },
    meaning: 'The gateway is at work on as many requests as `traffic_shaping.router.concurrency_limit` allows.',
    remedy:
      'Try again after `Retry-After`. When it lasts, an operator adds replicas, or raises the limit where there is room.',
  },
  REQUEST_RATE_LIMITED: {
    statuses: { 429: 'none' },
    meaning:
      'More was asked for than is allowed: of the gateway, by this client, account or address, of this operation, or with this token; or the operation costs more than is left of a budget; or too many tokens from the address were refused.',
    remedy:
      'Wait as long as `Retry-After` says, and ask less often or for less. An operator finds the limits under `traffic_shaping.router` and `demand_control`, and in the metrics which one it was.',
  },
  REVOCATION_FAILED: {
    statuses: { 503: 'error' },
    meaning:
      'Tokens could not be revoked on every replica of the gateway: the Redis between them or the file that keeps revocations could not be written, or there are more than `authentication.router.jwt.revocation.limit`.',
    remedy:
      'Send the same request again after `Retry-After`, until it is answered with 202. An operator finds the reason in the log of the gateway.',
  },
  REVOCATION_NOT_PERMITTED: {
    statuses: { 403: 'warn' },
    meaning:
      'A sender of change events tried to revoke tokens, and may not. Nothing of the request was taken, change events included.',
    remedy:
      'Only the identity provider revokes tokens. An operator sets `revokes_tokens: true` for its webhook under `events.webhooks`.',
  },
  SHUTTING_DOWN: {
    statuses: { 503: 'none' },
    meaning: 'The gateway finishes what it has begun and takes nothing new.',
    remedy: 'Send the request again on a new connection: another gateway will answer.',
  },
  SUBREQUEST_HTTP_ERROR: {
    statuses: { 200: 'warn' },
    meaning:
      'A subgraph could not be reached, refused the request, or sent more than `traffic_shaping.all.response_size_limit` allows.',
    remedy:
      'Show the rest of the response and try again later. An operator finds the reason and the HTTP status in the log of the gateway.',
  },
  SUBREQUEST_MALFORMED_RESPONSE: {
    statuses: { 200: 'warn' },
    meaning: 'A subgraph sent something else than a GraphQL response, or not the entities it was asked for.',
    remedy:
      'Show the rest of the response. An operator sees to it that the address of the subgraph leads to a federation subgraph that keeps to the protocol.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    statuses: { 200: 'info' },
    meaning:
      'The caller may not have the field, or its type: it sent no token, or its token lacks a scope or a policy that the schema asks for. The field is null, and no subgraph was asked for it.',
    remedy:
      'Show the rest of the response. Send a token that grants what the schema asks for with `@authenticated`, `@requiresScopes` or `@policy` on the field or its type.',
  },
  WEBHOOK_ID_REUSED: {
    statuses: { 409: 'warn' },
    meaning: 'The sender of change events has used the same `webhook-id` for another content shortly before.',
    remedy: 'Give each message an id of its own, and keep it for the retries of that message only.',
  },
  WEBHOOK_NOT_VERIFIED: {
    statuses: { 401: 'warn' },
    meaning:
      'A request to the intake of change events has no signature of a known secret over exactly this content, or its timestamp is further from the clock of the gateway than `events.tolerance`.',
    remedy:
      'Sign each try anew, as [events.md](events.md) says, with the secret that the gateway has under `events.webhooks`. The message tells which part was not accepted.',
  },
} as const satisfies Record<string, ErrorCodeEntry>;

export type ErrorCode = keyof typeof errorCodeRegistry;

/** The HTTP statuses of the responses that a code leaves in. */
export type StatusOf<Code extends ErrorCode> = keyof (typeof errorCodeRegistry)[Code]['statuses'];
