import type { OutsideMessages } from './outside-messages.ts';

export const outsideEnglish: OutsideMessages = {
  signInWith: (provider) => `Sign in with ${provider}`,
  otherWays: 'Other ways to sign in',
  waysTitle: 'Choose how to sign in',
  waysFor: (name) => `Signing in as ${name}`,
  wayPassword: (directory) => `With a password of ${directory}`,
  wayPasscode: (address) => `With a code sent to ${address}`,
  noWay: (directory) =>
    `Nobody that ${directory} knows can say that this address is yours. If you have an account here, use its password; else ask whoever invited you.`,
  addressInvalid: 'This is no mail address. Check it.',
  passcodeTitle: 'Get a code by mail',
  passcodeText: (address) => `A code will be sent to ${address}, if the address can sign in here.`,
  sendCode: 'Send the code',
  passcodeSent: (address) =>
    `If ${address} can sign in here, a code is on its way. It is valid for ten minutes, in this browser.`,
  passcode: 'Code from the mail',
  passcodeHint: 'Eight digits. If no mail comes, look among unwanted mails.',
  passcodeWrong: 'The code is not right, was used, or has ended. After five tries you need a new one.',
  sendAgain: 'Send a new code',
  goingTo: (provider) => `Going on to ${provider}`,
  goingOn: 'Going on',
  providerUnavailable: (provider) => `${provider} cannot be reached at the moment. Try again later.`,
  providerDenied: (provider) => `${provider} did not let the sign-in go on.`,
  providerFailed: (provider) =>
    `Signing in at ${provider} did not succeed. Try again; if it happens again, ask your administrator.`,
  lostTitle: 'Begin again',
  lostText:
    'This sign-in was not begun in this browser, has come back already, or took too long. Go back to the application, or to the link of your invitation, and begin again.',
  unknownTitle: 'No account here',
  unknownText: (address, directory) =>
    `Nobody signs in to ${directory} with ${address}. If you were invited, open the link of the invitation. If you have signed in another way before, use that one.`,
  thisAccount: 'this account',
  blockedTitle: 'You cannot come in',
  blockedText: (directory) =>
    `${directory} does not let you in, or not to this application, because of where your account is at home. Ask whoever invited you.`,
  disabledTitle: 'Your account is disabled',
  youAre: (address) => `You are signed in as ${address}.`,
  shared: 'What is shared',
  provedAt: (provider) => `To go on, sign in at ${provider} with this address.`,
  provedByCode: (address) => `To go on, you get a code at ${address}.`,
  continueButton: 'Continue',
  endedTitle: 'The invitation has ended',
  endedText: 'It was not accepted in time. Ask whoever invited you for a new one.',
  acceptedTitle: 'Accepted already',
  acceptedText: 'This invitation was accepted. There is nothing more to do: sign in to the application as usual.',
  unusableTitle: 'The invitation cannot be used',
  wrongTitle: 'This is another account',
  useAnother: 'Use another account',
  takenText: (directory) =>
    `The account that you signed in with belongs to another user of ${directory} already. Sign in with another one, or ask whoever invited you.`,
  cannotProve: (address) =>
    `Nobody can say at the moment that ${address} is yours: its organisation is not known here, and codes by mail are switched off. Ask whoever invited you.`,
  isOwn: (directory) =>
    `Addresses like yours belong to ${directory} itself by now. There is nothing to accept: sign in with your account there.`,
  declinedTitle: 'You have not accepted',
  declinedText: 'Nothing was shared. As long as the invitation is valid, you can open its link again.',
  visitOverTitle: 'Open the link again',
  visitOverText: 'This took too long, or was begun in another browser. Open the link of the invitation once more.',
  doneTitle: 'Welcome',
  leaveLink: 'Leave this directory',
  leaveTitle: (directory) => `Leave ${directory}`,
  leaveText: (directory) =>
    `If you leave, the account that you have at ${directory} is deleted, and with it your access to everything there. Your account at home stays as it is.`,
  leaveGroups: 'Groups that you are in',
  leaveApplications: 'Applications that you use',
  leaveRestore:
    'For 30 days administrators can restore the account; after that it is gone for good, and you can be invited anew.',
  leaveConfirm: (directory) => `Leave ${directory} now? Your account is deleted and you are signed out everywhere.`,
  leaveNotExternal: (directory) => `Your account belongs to ${directory} itself: only its administrators delete it.`,
  leaveNotAllowed: (directory) => `${directory} does not let people leave by themselves. Ask its administrators.`,
  leaveLastAdministrator: (directory) =>
    `You are the last Global Administrator of ${directory}. Give the role to somebody else first.`,
  leftTitle: (directory) => `You have left ${directory}`,
  leftText:
    'Your account was deleted, and you are signed out everywhere. Close all windows of applications that you used there.',
};
