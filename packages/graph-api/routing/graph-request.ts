import type { Caller, Directory, ProviderProbe } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import type { GraphVersion } from '../capabilities/default-properties.ts';
import type { KnownExtensions } from '../odata/property-scope.ts';
import type { RequestHeaders } from '../odata/query-options.ts';
import type { MetadataLevel } from '../wire/metadata-level.ts';
import type { JsonMembers } from '../wire/present-object.ts';
import type { PathSegment } from '../wire/split-path.ts';

/** One request to the API, whether it came alone or in a batch. */
export interface GraphRequest {
  /** Upper case. */
  readonly method: string;
  readonly version: GraphVersion;
  readonly segments: readonly PathSegment[];
  /** Public address of what was asked for, without query string: the base of `@odata.nextLink`. */
  readonly address: string;
  /** Without `?`. */
  readonly queryString: string;
  /** Names in lower case. */
  readonly headers: RequestHeaders;
  /** JSON text; undefined when there is no body. */
  readonly body: string | undefined;
  readonly caller: Caller;
  /** Public address of the version, for example `https://host/v1.0`. */
  readonly root: string;
  readonly metadata: MetadataLevel;
  readonly requestId: string;
  /** Address that the request came from. */
  readonly clientAddress: string;
  readonly now: Instant;
  /** Directory extensions; read when the request names any. */
  readonly knownExtensions: KnownExtensions;
}

/** The answer to one request, before headers. */
export interface GraphAnswer {
  readonly status: number;
  /** Members of the JSON answer, a plain text (`/$count`), or nothing. */
  readonly body?: JsonMembers | string | undefined;
  /** Content type of a text other than `text/plain`. */
  readonly contentType?: string;
  /** Absolute address of a new object. */
  readonly location?: string;
  readonly preferenceApplied?: string;
  /** The verbs that the address takes, in the answer to OPTIONS. */
  readonly allow?: string;
}

/** What handlers work with besides the request. */
export interface GraphApi {
  readonly directory: Directory;
  /** Refuse what Graph refuses although it could be answered. */
  readonly strict: boolean;
  /** Looks at an identity provider before it is saved. */
  readonly providerProbe: ProviderProbe;
  /** Scheme and host under which people reach the server, when it is configured; otherwise only requests say so. */
  readonly publicUrl: string | undefined;
  /** Whether mails that are queued are sent. */
  readonly sendsMail: boolean;
  /** Tells whether a domain's public DNS carries a text record. */
  readonly findTextRecord: (domain: string, text: string) => Promise<boolean>;
}

export type Handler = (api: GraphApi, request: GraphRequest) => Promise<GraphAnswer>;

/** An answer without content. */
export const noContent: GraphAnswer = { status: 204 };
