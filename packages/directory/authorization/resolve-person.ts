import type { Instant, ObjectId } from '@muster/kernel';
import type { Caller, NamedApplication } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import { rightsOfPerson } from './rights-of-person.ts';

/** What a checked token says of the person behind a request. */
export interface SignedInPerson {
  readonly userId: ObjectId;
  /** When the token was made, or the person signed in for it: sessions that were ended later have ended. */
  readonly issuedAt: Instant;
  /** The application that got the token; null for somebody at Muster's own pages. */
  readonly client: NamedApplication | null;
  /** Scopes of the token, for example `User.Read`. */
  readonly scopes: readonly string[];
  readonly requestId: string | null;
  /** Claims `amr` and `acrs` of the token; nothing is proved when they are absent. */
  readonly amr?: readonly string[] | undefined;
  readonly acrs?: readonly string[] | undefined;
  /** Claim `auth_time`: when the person proved who they are. */
  readonly provedAt?: Instant | null | undefined;
  /** Claim `sid`: the session in which the token was made. */
  readonly sid?: string | undefined;
}

/**
 * The caller behind a token that a person got by signing in, with everything they may do at this moment. One round trip.
 *
 * @throws AppError PERSON_NOT_SIGNED_IN when the user is unknown, deleted or disabled, or the sessions were revoked after
 *   the token was made
 */
export async function resolvePerson(directory: Directory, person: SignedInPerson): Promise<Caller> {
  const { user, rights } = await directory.store.read((session) =>
    rightsOfPerson(directory, session, person.userId, person.issuedAt),
  );
  const { displayName, userPrincipalName, userType } = user.properties;
  return {
    requestId: person.requestId,
    actor: {
      kind: 'user',
      id: user.id,
      name: displayName as string,
      userPrincipalName: userPrincipalName as string,
      userType: userType === 'Guest' ? 'Guest' : 'Member',
      client: person.client,
      scopes: new Set(person.scopes),
      rights,
      proof: {
        at: person.provedAt ?? null,
        methods: new Set(person.amr ?? []),
        contexts: new Set(person.acrs ?? []),
      },
      sid: person.sid,
    },
  };
}
