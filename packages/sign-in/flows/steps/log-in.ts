import type { ObjectId } from '@muster/kernel';
import { signInErrors } from '../../errors.ts';
import { finish, type SignInFlow } from '../finish-sign-in.ts';
import { rememberBrowser } from '../sign-in-details.ts';
import { secondAfter } from '../whole-second.ts';
import { detailsOf, keeps } from './form-fields.ts';

/**
 * The person is who they say, with every factor asked for: the sign-in goes on with them, in a session of their own, and the
 * browser is known from now on.
 *
 * @param amr how they have shown it
 * @throws AppError SIGN_IN_PERSON_UNAVAILABLE when they were disabled or deleted meanwhile
 */
export async function logIn(at: SignInFlow, accountId: string, amr: readonly string[]): Promise<void> {
  const { interaction, provider, parts } = at;
  const person = await parts.people.findPerson(accountId);
  if (person === undefined) throw signInErrors.SIGN_IN_PERSON_UNAVAILABLE({});
  const present = interaction.session;
  if (present?.accountId !== undefined && present.accountId !== accountId) {
    const session = await provider.Session.findByUid(present.uid);
    await session?.destroy();
    delete interaction.session;
    await interaction.save(interaction.exp - Math.floor(parts.clock() / 1000));
  }
  const ts = await secondAfter(person.sessionsValidFrom, parts.clock);
  const done = { ...detailsOf(at), userId: accountId as ObjectId, method: methodOf(amr) };
  rememberBrowser(at, (await parts.people.credentials.completeSignIn(done)).browser);
  const login = { accountId, remember: keeps(at), amr, ts };
  await finish(at, { login, select_account: {} });
}

const methods: Readonly<Record<string, string>> = {
  pwd: 'password',
  otp: 'softwareOath',
  fido: 'fido2',
  tap: 'temporaryAccessPass',
};

/** As the log of sign-ins names what was shown. */
function methodOf(amr: readonly string[]): string {
  const named = amr.filter((each) => each !== 'mfa').map((each) => methods[each] ?? each);
  return named.join(', ').slice(0, 100);
}
