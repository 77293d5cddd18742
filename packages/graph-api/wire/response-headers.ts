import type { Instant } from '@muster/kernel';
import { headerValue, type RequestHeaders } from '../odata/query-options.ts';
import type { MetadataLevel } from './metadata-level.ts';

/** What the headers of an answer say. */
export interface ResponseFacts {
  readonly requestId: string;
  readonly clientRequestId: string | undefined;
  readonly now: Instant;
  /** `none` for an answer without body, as 204. */
  readonly body: 'json' | 'text' | 'none';
  readonly metadata?: MetadataLevel;
  /** Absolute address of a new object. */
  readonly location?: string;
  /** The preferences that were honoured, as they were written. */
  readonly preferenceApplied?: string;
}

/** The caller's `client-request-id`, if it is short and printable: it is echoed. */
export function readClientRequestId(headers: RequestHeaders): string | undefined {
  const id = headerValue(headers, 'client-request-id');
  return id !== undefined && /^[\x21-\x7e]{1,128}$/.test(id) ? id : undefined;
}

function contentType(facts: ResponseFacts): string {
  if (facts.body === 'text') return 'text/plain';
  const metadata = facts.metadata ?? 'minimal';
  return `application/json;odata.metadata=${metadata};odata.streaming=true;IEEE754Compatible=false;charset=utf-8`;
}

/**
 * The headers of an answer.
 *
 * @see Graph surface spec §2
 */
export function responseHeaders(facts: ResponseFacts): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {
    'request-id': facts.requestId,
    'client-request-id': facts.clientRequestId ?? facts.requestId,
    'OData-Version': '4.0',
    Date: new Date(facts.now).toUTCString(),
    'Cache-Control': 'no-cache',
    'x-ms-resource-unit': '1',
    'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Muster"}}',
  };
  if (facts.body !== 'none') headers['Content-Type'] = contentType(facts);
  if (facts.location !== undefined) headers.Location = facts.location;
  if (facts.preferenceApplied !== undefined) headers['Preference-Applied'] = facts.preferenceApplied;
  return headers;
}

/** What `Prefer` asks for; unknown preferences are ignored. */
export interface Preferences {
  readonly returns: 'minimal' | 'representation' | undefined;
  readonly createIfMissing: boolean;
  /** At least 1; undefined when not asked for. */
  readonly maximumPageSize: number | undefined;
}

/** Reads `Prefer`. */
export function readPreferences(headers: RequestHeaders): Preferences {
  const wishes = new Map<string, string>();
  for (const part of (headerValue(headers, 'prefer') ?? '').split(/[,;]/)) {
    const [name = '', value = ''] = part.split('=', 2).map((piece) => piece.trim().toLowerCase().replaceAll('"', ''));
    if (!wishes.has(name)) wishes.set(name, value);
  }
  const returns = wishes.get('return');
  const size = wishes.get('odata.maxpagesize') ?? wishes.get('maxpagesize') ?? '';
  return {
    returns: returns === 'minimal' || returns === 'representation' ? returns : undefined,
    createIfMissing: wishes.has('create-if-missing'),
    maximumPageSize: /^[1-9]\d{0,5}$/.test(size) ? Number(size) : undefined,
  };
}
