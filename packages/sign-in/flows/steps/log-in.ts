import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '@muster/kernel';
import { finish, type SignInFlow } from '../finish-sign-in.ts';
import { keeps } from './form-fields.ts';

/** The person is who they say: the sign-in goes on with them, in a session of their own. */
export async function logIn(at: SignInFlow, accountId: string, amr: readonly string[]): Promise<void> {
  const { interaction, provider, parts } = at;
  const present = interaction.session;
  if (present?.accountId !== undefined && present.accountId !== accountId) {
    const session = await provider.Session.findByUid(present.uid);
    await session?.destroy();
    delete interaction.session;
    await interaction.save(interaction.exp - secondsOf(parts.clock()));
  }
  // Sessions begin with whole seconds: one that began in the second in which others were ended would have ended too.
  const validFrom = (await parts.people.findPerson(accountId))?.sessionsValidFrom ?? 0;
  if (secondsOf(parts.clock()) * 1000 < validFrom) await sleep(second - (parts.clock() % second));
  const login = { accountId, remember: keeps(at), amr, ts: secondsOf(parts.clock()) };
  await finish(at, { login, select_account: {} });
}

const second = 1000;
const secondsOf = (now: Instant) => Math.floor(now / second);
