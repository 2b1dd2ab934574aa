// Which document a request asks for, and whether it may: by the manifests, the safelist, and what its token is limited to.
import { hash as computeHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { RefusedRequest } from '../../http/request-error.ts';
import { RequestRefusal } from '../../http/request-refusal.ts';
import type { AutomaticQueries } from './automatic-queries.ts';
import type { OperationList } from './operation-list.ts';
import type { ManifestOperation } from './read-manifest.ts';

/** As the request has it. */
export interface AskedQuery {
  readonly text?: string | undefined;
  /** `extensions.persistedQuery.sha256Hash`: the id of a persisted query, or the hash of an automatic one. */
  readonly id?: string | undefined;
}

export interface QueryAsker {
  readonly requestId: string;
  /** What it calls itself. Nothing is opened by it. */
  readonly clientName?: string | undefined;
  /** Of the verified token: the client whose operations are the only ones that it may ask. */
  readonly onlyOperationsOf?: string | undefined;
}

export interface AdmittedQuery {
  /** The document to execute. Absent where the request has neither text nor id. */
  readonly text?: string | undefined;
  /** Of the manifests' operation that it is. */
  readonly persistedQueryId?: string;
  /** The hash under which it is to be kept, once it was found valid. */
  readonly keptAs?: string;
}

export interface QueryAdmission {
  /** Whether documents sent as text are looked up, even where a token does not limit them. */
  readonly looksUpTexts: boolean;
  /** Throws a `RequestRefusal`. */
  admit(asked: AskedQuery, asker: QueryAsker): AdmittedQuery;
  keep(hash: string, text: string): void;
}

export interface QueryAdmissionOptions {
  /** Absent where no manifests are configured. */
  readonly findList: (() => OperationList) | undefined;
  /** Absent where they are switched off. */
  readonly automaticQueries: AutomaticQueries | undefined;
  /** What is allowed of documents sent as text. */
  readonly texts: 'all' | 'listed' | 'none';
  readonly logsUnknown: boolean;
  /** Whether documents that ask about the schema alone need not be in the list. */
  readonly allowsIntrospection: boolean;
  readonly log: Logger;
}

/** How many unknown documents are remembered, so that each is logged once; and how much of one is logged. */
const loggedLimit = 1000;
const loggedLength = 2000;

export function createQueryAdmission(options: QueryAdmissionOptions): QueryAdmission {
  const { findList, automaticQueries, texts, logsUnknown, allowsIntrospection, log } = options;
  const logged = new LRUCache<string, true>({ max: loggedLimit });
  const looksUpTexts = findList !== undefined && (texts !== 'all' || logsUnknown);

  function logUnknown(list: OperationList, text: string, { requestId, clientName }: QueryAsker): void {
    if (!logsUnknown) return;
    const document = list.readDocument(text);
    if (document === undefined || logged.has(document.text)) return;
    logged.set(document.text, true);
    const operationBody = document.describe().slice(0, loggedLength);
    log.warn({ requestId, clientName, operationBody }, 'An operation is not among the persisted queries');
  }

  function admitId(id: string, { clientName }: QueryAsker): AdmittedQuery {
    const listed = findList?.().findById(id, clientName);
    if (listed !== undefined) return describe(listed);
    if (automaticQueries !== undefined) {
      const text = automaticQueries.find(id.toLowerCase());
      if (text !== undefined) return { text };
      throw new RequestRefusal(refusals.notFound);
    }
    throw new RequestRefusal(findList === undefined ? refusals.notSupported : refusals.notInList);
  }

  function admitBoth(id: string, text: string, asker: QueryAsker): AdmittedQuery {
    if (automaticQueries === undefined) {
      throw new RequestRefusal(findList === undefined ? refusals.notSupported : refusals.both);
    }
    const keptAs = computeHash('sha256', text, 'hex');
    if (id.toLowerCase() !== keptAs) throw new RequestRefusal(refusals.mismatch);
    return { ...admitText(text, asker), keptAs };
  }

  function admitText(text: string, asker: QueryAsker): AdmittedQuery {
    if (!looksUpTexts) return { text };
    const list = findList();
    const listed = list.findByBody(text);
    if (listed !== undefined) return { text, persistedQueryId: listed.id };
    if (allowsIntrospection && list.readDocument(text)?.isIntrospection === true) return { text };
    logUnknown(list, text, asker);
    if (texts === 'all') return { text };
    throw new RequestRefusal(refusals.notInSafelist);
  }

  /** Whatever the configuration allows to others. */
  function admitOwn({ text, id }: AskedQuery, clientName: string): AdmittedQuery {
    const list = findList?.();
    const own = text !== undefined ? list?.findOwnByBody(text, clientName) : list?.findOwnById(id ?? '', clientName);
    if (own !== undefined) return text === undefined ? describe(own) : { text, persistedQueryId: own.id };
    throw new RequestRefusal(refusals.notForToken);
  }

  return {
    looksUpTexts,
    keep: (hash, text) => automaticQueries?.add(hash, text),
    admit(asked, asker) {
      const { text, id } = asked;
      if (texts === 'none' && text !== undefined) {
        const list = findList?.();
        if (list !== undefined && list.findByBody(text) === undefined) logUnknown(list, text, asker);
        throw new RequestRefusal(id === undefined ? refusals.idRequired : refusals.both);
      }
      if (asker.onlyOperationsOf !== undefined) return admitOwn(asked, asker.onlyOperationsOf);
      if (id !== undefined) return text === undefined ? admitId(id, asker) : admitBoth(id, text, asker);
      return text === undefined ? {} : admitText(text, asker);
    },
  };
}

function describe({ id, body }: ManifestOperation): AdmittedQuery {
  return { text: body, persistedQueryId: id };
}

const refusals = {
  // Clients know what to do by the message, or by the code.
  notFound: { status: 200, code: 'PERSISTED_QUERY_NOT_FOUND', message: 'PersistedQueryNotFound' },
  notSupported: { status: 200, code: 'PERSISTED_QUERY_NOT_SUPPORTED', message: 'PersistedQueryNotSupported' },
  notInList: {
    status: 404,
    code: 'PERSISTED_QUERY_NOT_IN_LIST',
    message: 'There is no persisted query of that id.',
  },
  notInSafelist: {
    status: 403,
    code: 'QUERY_NOT_IN_SAFELIST',
    message: 'The operation is none of those that are allowed here.',
  },
  notForToken: {
    status: 403,
    code: 'QUERY_NOT_IN_SAFELIST',
    message: 'The operation is none of those that the token is for.',
  },
  mismatch: {
    status: 400,
    code: 'PERSISTED_QUERY_HASH_MISMATCH',
    message: 'The hash in the request is not that of its document.',
  },
  both: {
    status: 400,
    code: 'CANNOT_SEND_PQ_ID_AND_BODY',
    message: 'The request has the id of a persisted query and a document: send one of them.',
  },
  idRequired: {
    status: 400,
    code: 'PERSISTED_QUERY_ID_REQUIRED',
    message: 'Operations are asked for by the id of a persisted query here.',
  },
} as const satisfies Record<string, RefusedRequest>;
