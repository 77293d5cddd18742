import {
  beginOneTimeCodeRegistration,
  beginPasskeyRegistration,
  beginPasskeySignIn,
  type Caller,
  changeOwnPassword,
  checkPassword,
  checkTemporaryAccessPass,
  completeSignIn,
  type Directory,
  finishOneTimeCodeRegistration,
  finishPasskeyRegistration,
  finishPasskeySignIn,
  listAuthenticationMethods,
  listSecondFactors,
  removeSecondFactor,
  verifyOneTimeCode,
} from '@muster/directory';
import { AppError, type ObjectId } from '@muster/kernel';
import type { Credentials, Methods } from '@muster/sign-in';

/**
 * What people prove themselves with, as the pages ask for it.
 *
 * @param callerOf the person who acts for themselves
 */
export function signInCredentials(directory: Directory, callerOf: (id: ObjectId) => Promise<Caller>): Credentials {
  return {
    checkPassword: (attempt) => checkPassword(directory, attempt),
    checkAccessPass: (attempt) => checkTemporaryAccessPass(directory, attempt),
    async secondFactorsOf(id) {
      const kinds = (await listSecondFactors(directory, id)).map(({ kind }) => kind);
      return { hasApp: kinds.includes('softwareOath'), hasPasskey: kinds.includes('fido2') };
    },
    checkOneTimeCode: (attempt) => verifyOneTimeCode(directory, attempt),
    askForPasskey: (rpId, userId) => beginPasskeySignIn(directory, { rpId, userId }),
    checkPasskey: (answer) => finishPasskeySignIn(directory, answer),
    completeSignIn: (done) => completeSignIn(directory, done),
    async changePassword(id, change) {
      const work = async () => changeOwnPassword(directory, await callerOf(id), id, change);
      return problemOf(work, { PASSWORD_TOO_WEAK: 'weak', WRONG_CURRENT_PASSWORD: 'wrong' } as const);
    },
    async methodsOf(id) {
      return methodsOf(directory, await callerOf(id), id);
    },
    async beginApp(id) {
      const work = async () => beginOneTimeCodeRegistration(directory, await callerOf(id), id);
      return orTooMany(work);
    },
    async finishApp(attempt) {
      const work = async () => finishOneTimeCodeRegistration(directory, await callerOf(attempt.userId), attempt);
      return problemOf(work, {
        SECOND_FACTOR_REFUSED: 'wrong',
        RESOURCE_NOT_FOUND: 'over',
        TOO_MANY_FACTORS: 'tooMany',
      } as const);
    },
    beginPasskey: (id, rpId) => orTooMany(() => beginPasskeyRegistration(directory, id, { rpId })),
    async finishPasskey(id, made) {
      const work = async () => finishPasskeyRegistration(directory, await callerOf(id), id, made);
      return problemOf(work, { SECOND_FACTOR_REFUSED: 'wrong', TOO_MANY_FACTORS: 'tooMany' } as const);
    },
    async removeFactor(id, factor) {
      const work = async () => removeSecondFactor(directory, await callerOf(id), id, factor.kind, factor.id);
      await problemOf(work, { RESOURCE_NOT_FOUND: 'gone' } as const);
    },
  };
}

/** Runs the work; says which of the expected problems came of it. Others are thrown on. */
async function problemOf<P extends string>(
  work: () => Promise<unknown>,
  expected: Readonly<Record<string, P>>,
): Promise<P | undefined> {
  try {
    await work();
    return undefined;
  } catch (problem) {
    const known = problem instanceof AppError ? expected[problem.code] : undefined;
    if (known === undefined) throw problem;
    return known;
  }
}

async function orTooMany<R extends object>(work: () => Promise<R>): Promise<R | 'tooMany'> {
  let result: R | undefined;
  const problem = await problemOf(
    async () => {
      result = await work();
    },
    { TOO_MANY_FACTORS: 'tooMany' } as const,
  );
  return problem ?? result!;
}

async function methodsOf(directory: Directory, caller: Caller, id: ObjectId): Promise<Methods> {
  const { password, factors } = await listAuthenticationMethods(directory, caller, id);
  const user = await directory.store.read((session) => session.objects.find('user', id));
  return {
    password: password && { changedAt: password.changedAt },
    canShowPassword: password !== null || user?.properties.onPremisesSyncEnabled === true,
    factors,
  };
}
