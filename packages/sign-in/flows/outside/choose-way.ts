import { isInvitedAddress } from '@muster/directory';
import { pathOnSite } from '@muster/kernel';
import { outsideMessages } from '../../messages/choose-outside-messages.ts';
import type { FieldProblem } from '../../pages/fields.ts';
import { providerButton, sendCodePage, type Ways, waysPage } from '../../pages/outside-pages.ts';
import { namePage, passwordPage } from '../../pages/sign-in-pages.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { homeAddressOf } from './home-address.ts';
import { goToProvider } from './provider-step.ts';

/** Asks for the sign-in name, or to choose a consumer provider. */
export async function showName(at: SignInFlow, loginName: string, problem?: FieldProblem): Promise<void> {
  const providers = await at.parts.outside.socialProviders();
  const buttons = providers.map((each) => providerButton(at.messages, each));
  await sendPage(at, namePage(at.view, loginName, problem, buttons));
}

/**
 * Goes the way that the domain of a name has. Whether anybody has the name has no say, so that nothing can be known from it.
 */
export async function goTheWay(at: SignInFlow, loginName: string): Promise<void> {
  const address = homeAddressOf(loginName);
  if (!address.includes('@')) return sendPage(at, passwordPage(at.view, loginName, false));
  const way = await at.parts.outside.wayOf(address);
  if (way.kind === 'own') return sendPage(at, passwordPage(at.view, loginName, false));
  if (way.kind === 'passcode') return offerPasscode(at, address);
  if (way.kind === 'openId') return goTo(at, way.provider, address);
  const { directoryName } = await at.parts.outside.host();
  await showWays(at, address, outsideMessages(at.messages.language).noWay(directoryName));
}

/** Lets the person choose among all ways that people of the name's domain may have. */
export async function showWays(at: SignInFlow, loginName: string, note?: string): Promise<void> {
  const { outside } = at.parts;
  const { directoryName } = await outside.host();
  await sendPage(at, waysPage(at.view, await waysOf(at, loginName), directoryName, note));
}

/** Goes to the provider whose button was pressed, if it is one of those that were offered. */
export async function goToChosen(at: SignInFlow, loginName: string, providerId: string): Promise<void> {
  const { providers } = await waysOf(at, loginName);
  const provider = providers.find(({ id }) => id === providerId);
  if (provider === undefined) return showWays(at, loginName);
  await goTo(at, provider, loginName);
}

/** Offers to send a code, to whatever address. */
export async function offerPasscode(at: SignInFlow, loginName: string): Promise<void> {
  if (isInvitedAddress(loginName))
    return sendPage(at, sendCodePage(at.view, { address: loginName, hasOtherWays: true }));
  const text = outsideMessages(at.messages.language).addressInvalid;
  await showName(at, loginName, { field: 'loginName', text });
}

/** Sends the browser to a provider; when that is not possible now, says so and lets the person choose. */
export async function goTo(at: SignInFlow, provider: Ways['providers'][number], loginHint: string): Promise<void> {
  const returnTo = pathOnSite(at.parts.baseUrl, at.view.address);
  const problem = await goToProvider(at, { provider, returnTo, loginHint });
  if (problem !== undefined) await showWays(at, loginHint, problem);
}

async function waysOf(at: SignInFlow, loginName: string): Promise<Ways> {
  const { outside } = at.parts;
  const address = homeAddressOf(loginName);
  const [way, social] = [await outside.wayOf(address), await outside.socialProviders()];
  const own = way.kind === 'openId' ? [way.provider] : [];
  return {
    loginName,
    hasPassword: loginName !== '',
    hasPasscode: isInvitedAddress(address) && way.kind !== 'own' && (await outside.hasPasscodes()),
    providers: [...own, ...social.filter(({ id }) => own.every((each) => each.id !== id))],
  };
}
