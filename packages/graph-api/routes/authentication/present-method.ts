import { type AuthenticationMethods, type FactorKind, passUsability, type SecondFactor } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { formatTimestamp, type JsonMembers } from '../../wire/present-object.ts';
import type { MixedRecord, RecordType } from '../organization/record-answers.ts';

/** The password of every user has this id. @see Microsoft Graph, passwordAuthenticationMethod (same) */
export const passwordMethodId = '28c10230-6103-485e-b985-444c60001490';

/** @see Microsoft Graph v1.0, types passwordAuthenticationMethod and so on */
export const passwordType: RecordType = {
  name: 'passwordAuthenticationMethod',
  empty: { id: null, createdDateTime: null, password: null },
};

export const factorTypes: Readonly<Record<FactorKind, RecordType>> = {
  softwareOath: {
    name: 'softwareOathAuthenticationMethod',
    empty: { id: null, createdDateTime: null, secretKey: null },
  },
  fido2: {
    name: 'fido2AuthenticationMethod',
    empty: {
      id: null,
      aaGuid: null,
      attestationCertificates: [],
      attestationLevel: null,
      createdDateTime: null,
      displayName: null,
      model: null,
    },
  },
  temporaryAccessPass: {
    name: 'temporaryAccessPassAuthenticationMethod',
    empty: {
      id: null,
      createdDateTime: null,
      isUsable: null,
      isUsableOnce: null,
      lifetimeInMinutes: null,
      methodUsabilityReason: null,
      startDateTime: null,
      temporaryAccessPass: null,
    },
  },
};

/** The user's password as a method, without the password; none for somebody who has no password. */
export function presentPassword({ password }: AuthenticationMethods): readonly JsonMembers[] {
  if (password === null) return [];
  const { changedAt } = password;
  return [{ id: passwordMethodId, createdDateTime: changedAt === null ? null : formatTimestamp(changedAt) }];
}

/** A second factor as its method, without secrets. */
export function presentFactor(factor: SecondFactor, now: Instant): JsonMembers {
  const { id, kind, createdAt, displayName, data } = factor;
  const shared = { id, createdDateTime: formatTimestamp(createdAt) };
  if (kind === 'softwareOath') return shared;
  if (kind === 'fido2') {
    const { aaGuid, attestationLevel } = data as Readonly<Record<string, string>>;
    return { ...shared, aaGuid: aaGuid!, attestationLevel: attestationLevel!, displayName };
  }
  const { startsAt, endsAt, isUsableOnce } = data as { startsAt: number; endsAt: number; isUsableOnce: boolean };
  const reason = passUsability(factor, now);
  return {
    ...shared,
    isUsable: reason === 'EnabledByPolicy',
    isUsableOnce,
    lifetimeInMinutes: Math.round((endsAt - startsAt) / 60_000),
    methodUsabilityReason: reason,
    startDateTime: formatTimestamp(startsAt),
  };
}

/** Every method of a user, each under its own type. */
export function presentMethods(methods: AuthenticationMethods, now: Instant): readonly MixedRecord[] {
  return [
    ...presentPassword(methods).map((record) => ({ type: passwordType, record })),
    ...methods.factors.map((factor) => ({ type: factorTypes[factor.kind], record: presentFactor(factor, now) })),
  ];
}
