import type { Instant } from '@muster/kernel';
import type { User } from '../objects/directory-object.ts';
import type { LivingSessions, StoredSession } from '../ports/sign-in-records.ts';

/** The user's sessions, without those that were ended together and still lie there. */
export function livingSessions({ id, properties }: User, now: Instant): LivingSessions {
  return { userId: id, now, validFrom: (properties.signInSessionsValidFromDateTime ?? null) as Instant | null };
}

/** What the refresh tokens hang on that applications got in the session. */
export function grantsOf({ payload }: StoredSession): readonly string[] {
  const authorizations = Object.values(payload.authorizations ?? {});
  return authorizations.flatMap(({ grantId }) => (grantId === undefined ? [] : [grantId]));
}
