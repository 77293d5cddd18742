import { defineErrors } from '@muster/kernel';

type Nothing = Record<never, never>;
const badRequest = { status: 400, apiCode: 'BadRequest' } as const;
const requestBadRequest = { status: 400, apiCode: 'Request_BadRequest' } as const;
const unsupportedQuery = { status: 400, apiCode: 'Request_UnsupportedQuery' } as const;

/**
 * The errors of the protocol itself: addresses, query options, bodies, batches. Sentences that the Graph surface spec
 * fixes word for word (§4, §5) are kept so, because clients match them; all others are fragments in our own style.
 */
export const graphErrors = defineErrors({
  URL_UNKNOWN_VERSION: { ...badRequest, message: (p: { version: string }) => `Invalid version: ${p.version}` },
  URL_UNKNOWN_SEGMENT: {
    ...badRequest,
    message: (p: { segment: string }) => `Resource not found for the segment '${p.segment}'.`,
  },
  URL_MALFORMED: { ...badRequest, message: (p: { reason: string }) => `malformed address: ${p.reason}` },
  URL_METHOD_NOT_ALLOWED: {
    status: 405,
    apiCode: 'Request_BadRequest',
    message: (_: Nothing) => 'Specified HTTP method is not allowed for the request target.',
  },
  URL_ME_NEEDS_USER: {
    ...badRequest,
    message: (_: Nothing) => '/me request is only valid with delegated authentication flow.',
  },
  OBJECT_ID_MALFORMED: {
    ...requestBadRequest,
    message: (p: { id: string }) => `Invalid object identifier '${p.id}'.`,
  },

  QUERY_UNKNOWN_OPTION: {
    ...badRequest,
    message: (p: { option: string }) => `the query option \`${p.option}\` is not supported here`,
  },
  QUERY_DUPLICATE_OPTION: {
    ...badRequest,
    message: (p: { option: string }) => `the query option \`${p.option}\` occurs more than once`,
  },
  QUERY_INVALID_OPTION: {
    ...badRequest,
    message: (p: { option: string; reason: string }) => `invalid query option \`${p.option}\`: ${p.reason}`,
  },
  QUERY_UNSUPPORTED: {
    ...unsupportedQuery,
    message: (_: { reason: string }) => 'Unsupported Query.',
    help: (p) => p.reason,
  },
  QUERY_NOT_INDEXED: {
    ...unsupportedQuery,
    message: (_: { property: string }) => 'The request uses a filter property that is not indexed',
    help: (p) => `\`${p.property}\` cannot be filtered`,
  },
  QUERY_SORT_UNSUPPORTED: {
    ...unsupportedQuery,
    message: (_: { reason: string }) => 'Sorting not supported for current query.',
    help: (p) => p.reason,
  },
  QUERY_SKIP_UNSUPPORTED: { ...requestBadRequest, message: (_: Nothing) => "'$skip' is not supported by the service." },
  QUERY_PAGE_SIZE: {
    ...requestBadRequest,
    message: (p: { size: string; maximum: number }) =>
      `Invalid page size specified: '${p.size}'. Must be between 1 and ${p.maximum} inclusive.`,
  },
  QUERY_PAGE_TOKEN: {
    status: 400,
    apiCode: 'Directory_ExpiredPageToken',
    message: (_: Nothing) =>
      'The specified page token value has expired and can no longer be included in your request.',
  },
  QUERY_COUNT_NEEDS_HEADER: { ...requestBadRequest, message: (_: Nothing) => '$count is not currently supported.' },
  QUERY_PROPERTY_ELSEWHERE: {
    status: 501,
    apiCode: 'NotImplemented',
    message: (_: { property: string }) => 'This operation target is not yet supported.',
    help: (p) => `\`${p.property}\` is not kept by this directory`,
  },

  FILTER_SYNTAX: {
    ...badRequest,
    message: (p: { position: number; text: string }) =>
      `Invalid filter clause: Syntax error at position ${p.position} in '${p.text}'.`,
  },
  FILTER_UNKNOWN_PROPERTY: {
    ...badRequest,
    message: (p: { property: string; type: string }) =>
      `Invalid filter clause: Could not find a property named '${p.property}' on type 'microsoft.graph.${p.type}'.`,
  },
  FILTER_UNKNOWN_EXTENSION: {
    ...requestBadRequest,
    message: (p: { property: string }) => `no extension property \`${p.property}\` is registered`,
  },
  FILTER_UNKNOWN_FUNCTION: {
    ...badRequest,
    message: (p: { name: string }) => `Invalid filter clause: An unknown function with name '${p.name}' was found.`,
  },
  FILTER_TYPE_MISMATCH: {
    ...badRequest,
    message: (p: { property: string; expected: string; found: string }) =>
      `Invalid filter clause: \`${p.property}\` holds ${p.expected} and cannot be compared with ${p.found}`,
  },
  FILTER_TOO_LONG: {
    ...badRequest,
    message: (p: { limit: number }) => `Invalid filter clause: the filter is longer than ${p.limit} characters`,
  },
  FILTER_TOO_DEEP: {
    ...badRequest,
    message: (p: { limit: number }) => `Invalid filter clause: the filter is nested deeper than ${p.limit} levels`,
  },
  FILTER_TOO_MANY_CLAUSES: {
    ...unsupportedQuery,
    message: (p: { count: number; limit: number }) =>
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${p.count}. Max allowed: ${p.limit}.`,
  },

  SEARCH_NEEDS_HEADER: {
    ...unsupportedQuery,
    message: (_: Nothing) =>
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  },
  SEARCH_INVALID: {
    ...requestBadRequest,
    message: (p: { reason: string; position: number }) => `invalid \`$search\` at position ${p.position}: ${p.reason}`,
    help: () => 'write each clause as `"property:text"`, joined by AND or OR',
  },
  SELECT_UNKNOWN_PROPERTY: {
    ...badRequest,
    message: (p: { property: string; type: string }) =>
      `Parsing OData Select and Expand failed: Could not find a property named '${p.property}' on type 'microsoft.graph.${p.type}'.`,
  },
  SELECT_SYNTAX: {
    ...badRequest,
    message: (p: { text: string }) => `Parsing OData Select and Expand failed: Syntax error in '${p.text}'.`,
  },
  ORDER_BY_UNKNOWN_PROPERTY: {
    ...badRequest,
    message: (p: { property: string; type: string }) =>
      `Invalid orderby clause: Could not find a property named '${p.property}' on type 'microsoft.graph.${p.type}'.`,
  },

  BODY_UNREADABLE: {
    ...badRequest,
    message: (_: Nothing) =>
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  },
  BODY_CONTENT_TYPE: {
    status: 415,
    apiCode: 'BadRequest',
    message: (p: { contentType: string }) => `the content type \`${p.contentType}\` is not supported`,
    help: () => 'send `Content-Type: application/json`',
  },
  BODY_DUPLICATE_PROPERTY: {
    ...badRequest,
    message: (p: { property: string }) => `the request body names \`${p.property}\` more than once`,
  },
  BODY_UNKNOWN_PROPERTY: {
    ...requestBadRequest,
    message: (p: { property: string; resource: string }) => `Invalid property '${p.property}'.`,
    help: (p) => `a ${p.resource} has no such property`,
  },
  BODY_READ_ONLY_PROPERTY: {
    ...requestBadRequest,
    message: (p: { property: string }) => `Property '${p.property}' is read-only and cannot be set.`,
  },
  BODY_VALUE_REQUIRED: {
    ...requestBadRequest,
    message: (p: { property: string; resource: string }) =>
      `A value is required for property '${p.property}' of resource '${p.resource}'.`,
  },
  BODY_INVALID_VALUE: {
    ...requestBadRequest,
    message: (p: { property: string; resource: string; reason: string }) =>
      `Invalid value specified for property '${p.property}' of resource '${p.resource}'.`,
    help: (p) => p.reason,
  },
  BODY_INVALID_REFERENCE: {
    ...requestBadRequest,
    message: (_: { reference: string }) => 'Not a valid reference update.',
    help: (p) => `\`${p.reference}\` does not name a directory object`,
  },
  BODY_TOO_MANY_REFERENCES: {
    ...requestBadRequest,
    message: (p: { count: number; limit: number }) => `${p.count} references in one request; the limit is ${p.limit}`,
  },

  BATCH_INVALID: { ...badRequest, message: (p: { reason: string }) => `invalid batch: ${p.reason}` },
  BATCH_DEPENDENCY_FAILED: {
    status: 424,
    apiCode: 'FailedDependency',
    message: (_: { id: string }) => 'A request that this request depends on failed.',
    help: (p) => `see the answer to request \`${p.id}\``,
  },
});
