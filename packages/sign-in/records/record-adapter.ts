import type { SessionFacts, SignInPayload, SignInRecord, SignInRecordKind, SignInRecords } from '@muster/directory';
import { type Clock, type Instant, toObjectId } from '@muster/kernel';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { libraryErrors } from '../provider/oidc-library.ts';
import { currentSignInRequest } from '../provider/sign-in-request.ts';
import type { RecordKeys } from './record-keys.ts';

/** Kinds of records that are kept; everything else the library might keep belongs to flows that are not offered. */
export const keptKinds: readonly SignInRecordKind[] = [
  'Session',
  'Grant',
  'Interaction',
  'AuthorizationCode',
  'RefreshToken',
  'DeviceCode',
];

/**
 * How long a refresh token that was used may be used again: a page asks for several tokens at once, and an answer can be
 * lost on its way. Whoever comes later has a stolen token, or lost it to a thief.
 */
const reuseMs = 15_000;
/** A device that still asks after its code has expired is told so for a while. */
const saidExpiredMs = 10 * 60_000;
const longestAgent = 256;

/** What records are kept with. */
export interface RecordParts {
  readonly records: SignInRecords;
  readonly keys: RecordKeys;
  readonly clock: Clock;
}

/** The library's storage for one kind, on the directory's records. Secrets are kept as hashes only. */
export function recordAdapter(kind: SignInRecordKind, parts: RecordParts): Adapter {
  const { records, keys, clock } = parts;
  const found = (record: SignInRecord | undefined, id?: string) =>
    record === undefined ? undefined : libraryPayload(record, id ?? keys.reference(record.idHash), clock());
  return {
    async upsert(id, payload, expiresIn) {
      const seconds = typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : 1;
      const { uid, userCode, accountId, clientId, grantId } = payload;
      const other = kind === 'Session' ? uid : kind === 'DeviceCode' ? userCode : undefined;
      const now = clock();
      const record = {
        kind,
        idHash: keys.hash(id),
        otherHash: other === undefined ? null : keys.hash(other),
        userId: (accountId === undefined ? undefined : toObjectId(accountId)) ?? null,
        clientId: clientId ?? null,
        grantId: kind === 'Grant' ? id : (grantId ?? null),
        payload: keptPayload(kind, payload, now),
        expiresAt: (now + seconds * 1000 + (kind === 'DeviceCode' ? saidExpiredMs : 0)) as Instant,
      };
      await records.save(record, now);
    },
    find: async (id) => found(await records.find(kind, keys.hash(id), clock()), id),
    findByUid: async (uid) => found(await records.findByOther(kind, keys.hash(uid), clock())),
    async findByUserCode(userCode) {
      const payload = found(await records.findByOther(kind, keys.hash(userCode), clock()));
      return payload === undefined ? undefined : { ...payload, userCode };
    },
    async consume(id) {
      const idHash = keys.hash(id);
      if (await records.consume(kind, idHash, clock())) return;
      const record = await records.find(kind, idHash, clock());
      if (record !== undefined && mayBeUsedAgain(record, clock())) return;
      // Two came at once with what counts once: whoever is second is refused.
      throw new libraryErrors.InvalidGrant('already used');
    },
    destroy: (id) => records.remove(kind, keys.hash(id)),
    revokeByGrantId: (grantId) => records.removeByGrant(kind, grantId),
  };
}

function mayBeUsedAgain(record: SignInRecord, now: Instant): boolean {
  return record.kind === 'RefreshToken' && record.consumedAt !== null && now - record.consumedAt < reuseMs;
}

/** What is kept with a refresh token beside the library's own members. */
interface RefreshFacts {
  /** Platform of the redirect address by which it was first given. */
  readonly platform?: string | undefined;
}

function keptPayload(kind: SignInRecordKind, payload: AdapterPayload, now: Instant): SignInPayload {
  const { jti: _, userCode: __, ...rest } = payload;
  const request = currentSignInRequest();
  if (kind === 'Interaction' && typeof rest.session === 'object' && rest.session !== null) {
    const { cookie: _cookie, ...session } = rest.session as Record<string, unknown>;
    return { ...rest, session };
  }
  if (kind === 'RefreshToken') return { ...rest, about: { platform: request.platform } satisfies RefreshFacts };
  return kind === 'Session' ? { ...rest, about: sessionFacts(request.userAgent, now) } : rest;
}

/** The library keeps a session anew whenever an application sends its browser here. */
function sessionFacts(userAgent: string | undefined, usedAt: Instant): SessionFacts {
  return userAgent === undefined ? { usedAt } : { usedAt, agent: userAgent.slice(0, longestAgent) };
}

function libraryPayload(record: SignInRecord, jti: string, now: Instant): AdapterPayload {
  const { about, ...payload } = record.payload as { about?: RefreshFacts } & AdapterPayload;
  if (record.kind === 'RefreshToken') currentSignInRequest().platform = about?.platform as never;
  const isUsed = record.consumedAt !== null && !mayBeUsedAgain(record, now);
  return {
    ...payload,
    ...refreshed(record.kind, payload),
    jti,
    ...(isUsed ? { consumed: Math.floor(record.consumedAt! / 1000) } : {}),
  };
}

/** What a refresh token and its grant answer for in this request. */
function refreshed(kind: SignInRecordKind, payload: AdapterPayload): AdapterPayload {
  const { refreshing } = currentSignInRequest();
  if (refreshing === undefined) return {};
  const { scope, resource, openIdScope, resourceScope } = refreshing;
  if (kind === 'RefreshToken') return { scope, resource };
  if (kind !== 'Grant') return {};
  const resources = payload.resources as Record<string, string> | undefined;
  return { openid: { scope: openIdScope }, resources: { ...resources, [resource]: resourceScope } };
}
