import {
  arrive,
  checkPasscode,
  type Directory,
  invitationState,
  isOpenId,
  leaveDirectory,
  mayReceivePasscode,
  previewLeaving,
  privacyStatementOf,
  providerFor,
  readProviders,
  redeemBySignIn,
  redeemInvitation,
  sendPasscode,
} from '@muster/directory';
import {
  concludeFederation,
  type Host,
  type OutsidePeople,
  type ProviderConfigurations,
  startFederation,
} from '@muster/sign-in';

/** People who are at home elsewhere, as the pages ask for them. */
export function outsidePeople(directory: Directory, providers: ProviderConfigurations): OutsidePeople {
  const known = () => directory.store.read(readProviders);
  return {
    host: () => hostOf(directory),
    wayOf: (address) => providerFor(directory, address),
    socialProviders: async () => (await known()).filter(isOpenId).filter(({ kind }) => kind === 'social'),
    hasPasscodes: async () => (await known()).some(({ kind }) => kind === 'builtIn'),
    begin: (request) => startFederation(directory, providers, request),
    conclude: (callback) => concludeFederation(directory, providers, callback),
    async sendPasscode(request) {
      return sendPasscode(directory, { ...request, mayReceive: await mayReceivePasscode(directory, request.address) });
    },
    checkPasscode: (answer) => checkPasscode(directory, answer),
    arrive: (identity, appId) => arrive(directory, identity, appId),
    invitationState: (ticket, ownOrigin) => invitationState(directory, ticket, ownOrigin),
    redeem: (ticket, identity, options) =>
      ticket === undefined
        ? redeemBySignIn(directory, identity, options)
        : redeemInvitation(directory, ticket, identity, options),
    previewLeaving: (userId) => previewLeaving(directory, userId),
    leave: (userId, requestId) => leaveDirectory(directory, userId, { requestId }),
  };
}

async function hostOf(directory: Directory): Promise<Host> {
  const organization = await directory.store.read((session) => session.settings.organization());
  return {
    directoryName: organization?.displayName ?? 'Muster',
    privacyStatementUrl: privacyStatementOf(organization),
  };
}
