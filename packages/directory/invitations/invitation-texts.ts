// Data: what people are told, by language.
/** What the mail of an invitation and the page behind its link say. Names are plain text: whoever shows them escapes them. */
export interface InvitationTexts {
  readonly subject: (directory: string) => string;
  readonly title: (directory: string) => string;
  /** Who invites, when that is known. */
  readonly invitedBy: (inviter: string, directory: string) => string;
  readonly invited: (directory: string) => string;
  readonly messageFrom: (inviter: string | null) => string;
  readonly accept: string;
  readonly linkBelow: string;
  readonly signInAs: (address: string) => string;
  readonly until: (date: string) => string;
  readonly unexpected: string;
  /** The page: what the directory learns, and what has to be agreed to. */
  readonly consentTitle: (directory: string) => string;
  readonly consent: (directory: string) => string;
  readonly privacyStatement: string;
  readonly acceptButton: string;
  readonly declineButton: string;
  readonly notUsable: string;
  readonly wrongAccount: (address: string) => string;
  readonly notAdmitted: (directory: string) => string;
  readonly done: (directory: string) => string;
}

const english: InvitationTexts = {
  subject: (directory) => `Invitation to ${directory}`,
  title: (directory) => `You are invited to ${directory}`,
  invitedBy: (inviter, directory) => `${inviter} invites you to ${directory}.`,
  invited: (directory) => `You are invited to ${directory}.`,
  messageFrom: (inviter) => (inviter === null ? 'Message:' : `Message from ${inviter}:`),
  accept: 'Accept the invitation',
  linkBelow: 'Or open this address in a browser:',
  signInAs: (address) => `Sign in with the account of ${address}. The invitation is for this address only.`,
  until: (date) => `It can be accepted once, until ${date}.`,
  unexpected: 'If you do not know who invites you, do nothing: without your acceptance nothing happens.',
  consentTitle: (directory) => `Accept the invitation to ${directory}`,
  consent: (directory) =>
    `${directory} receives your name, your mail address and the number by which your own organisation knows you. ${directory} can keep them and see what you do with its applications. You can leave again.`,
  privacyStatement: 'Privacy statement',
  acceptButton: 'Accept',
  declineButton: 'Cancel',
  notUsable: 'This invitation cannot be used: it was used already, was replaced or has ended. Ask for a new one.',
  wrongAccount: (address) => `You are signed in with another account. The invitation is for ${address}.`,
  notAdmitted: (directory) => `${directory} does not let people of your organisation in. Ask whoever invited you.`,
  done: (directory) => `You have accepted the invitation to ${directory}.`,
};

const german: InvitationTexts = {
  subject: (directory) => `Einladung zu ${directory}`,
  title: (directory) => `Sie sind zu ${directory} eingeladen`,
  invitedBy: (inviter, directory) => `${inviter} lädt Sie zu ${directory} ein.`,
  invited: (directory) => `Sie sind zu ${directory} eingeladen.`,
  messageFrom: (inviter) => (inviter === null ? 'Nachricht:' : `Nachricht von ${inviter}:`),
  accept: 'Einladung annehmen',
  linkBelow: 'Oder öffnen Sie diese Adresse in einem Browser:',
  signInAs: (address) => `Melden Sie sich mit dem Konto von ${address} an. Die Einladung gilt nur für diese Adresse.`,
  until: (date) => `Sie kann einmal angenommen werden, bis zum ${date}.`,
  unexpected: 'Wenn Sie nicht wissen, wer Sie einlädt, tun Sie nichts: Ohne Ihre Zustimmung geschieht nichts.',
  consentTitle: (directory) => `Einladung zu ${directory} annehmen`,
  consent: (directory) =>
    `${directory} erhält Ihren Namen, Ihre Mailadresse und die Nummer, unter der Ihre eigene Organisation Sie kennt. ${directory} kann sie aufbewahren und sehen, was Sie mit den Anwendungen dort tun. Sie können wieder austreten.`,
  privacyStatement: 'Datenschutzerklärung',
  acceptButton: 'Annehmen',
  declineButton: 'Abbrechen',
  notUsable:
    'Diese Einladung lässt sich nicht verwenden: Sie wurde schon verwendet, ersetzt oder ist abgelaufen. Bitten Sie um eine neue.',
  wrongAccount: (address) => `Sie sind mit einem anderen Konto angemeldet. Die Einladung gilt für ${address}.`,
  notAdmitted: (directory) =>
    `${directory} lässt Personen Ihrer Organisation nicht ein. Fragen Sie die Person, die Sie eingeladen hat.`,
  done: (directory) => `Sie haben die Einladung zu ${directory} angenommen.`,
};

/** The texts in a language; English for languages that have none. */
export function invitationTexts(language: string): InvitationTexts {
  return /^de\b/i.test(language) ? german : english;
}
