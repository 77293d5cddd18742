import { isInvitedAddress } from '@muster/directory';
import { pathOnSite } from '@muster/kernel';
import { signInErrors } from '../../errors.ts';
import { outsideMessages } from '../../messages/choose-outside-messages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { nameOf } from '../steps/form-fields.ts';
import { type CarriedArrival, openArrival, takeArrival } from './carried-arrival.ts';
import { goToChosen, offerPasscode, showWays } from './choose-way.ts';
import { homeAddressOf } from './home-address.ts';
import { letIn } from './let-in.ts';
import { sendPasscode, takePasscode } from './passcode-step.ts';

/** Goes on with what came of a visit to a provider; false when the browser does not come from one. */
export async function showArrival(at: SignInFlow): Promise<boolean> {
  const arrival = takeArrival(at, pathOf(at));
  if (arrival === undefined) return false;
  if ('identity' in arrival) await letIn(at, arrival, false);
  else await showWays(at, '', problemText(at, arrival));
  return true;
}

/** Takes the forms about signing in elsewhere; false for all others. */
export async function answerOutside(at: SignInFlow): Promise<boolean> {
  const action = at.fields.get('do') ?? '';
  const answer = action.startsWith('with:')
    ? () => goToChosen(at, nameOf(at), action.slice('with:'.length))
    : answers[action];
  if (answer === undefined) return false;
  await answer(at);
  return true;
}

const answers: Readonly<Record<string, (at: SignInFlow) => Promise<void>>> = {
  ways: (at) => showWays(at, nameOf(at)),
  askPasscode: (at) => offerPasscode(at, homeAddressOf(nameOf(at))),
  sendPasscode: (at) => sendTo(at, nameOf(at)),
  async passcode(at) {
    const identity = await takePasscode(at, at.view, { address: nameOf(at), hasOtherWays: true });
    if (identity !== undefined) await letIn(at, { identity, provedAt: at.parts.clock() }, false);
  },
  async join(at) {
    const arrival = openArrival(at, pathOf(at), at.fields.get('arrival'));
    if (arrival === undefined || !('identity' in arrival)) throw signInErrors.SIGN_IN_RUN_OUT({});
    await letIn(at, arrival, true);
  },
};

const pathOf = ({ parts, view }: SignInFlow) => pathOnSite(parts.baseUrl, view.address);

/** What was typed on another page comes back in a hidden field: it is no more trusted than there. */
async function sendTo(at: SignInFlow, address: string): Promise<void> {
  if (!(await at.parts.outside.hasPasscodes())) return showWays(at, address);
  if (!isInvitedAddress(address)) return offerPasscode(at, address);
  await sendPasscode(at, at.view, { address, hasOtherWays: true });
}

function problemText({ messages }: SignInFlow, { problem, provider }: Exclude<CarriedArrival, { identity: unknown }>) {
  const o = outsideMessages(messages.language);
  return problem === 'denied' ? o.providerDenied(provider) : o.providerFailed(provider);
}
