import type { FactorKind } from '../ports/credential-store.ts';

/** What happened to what somebody signs in with. */
export type SecurityEvent = 'added' | 'removed' | 'passwordChanged';

interface SecurityTexts {
  readonly kinds: Readonly<Record<FactorKind, string>>;
  readonly subjects: Readonly<Record<SecurityEvent, (directory: string) => string>>;
  /** What it was, and in which directory. */
  readonly events: Readonly<Record<SecurityEvent, (what: string, directory: string) => string>>;
  readonly details: (account: string, at: string) => string;
  readonly notYou: string;
}

const english: SecurityTexts = {
  kinds: {
    softwareOath: 'An authenticator app',
    fido2: 'A passkey',
    temporaryAccessPass: 'A temporary access pass',
  },
  subjects: {
    added: (directory) => `${directory}: a new way to sign in to your account`,
    removed: (directory) => `${directory}: a way to sign in to your account was removed`,
    passwordChanged: (directory) => `${directory}: your password was changed`,
  },
  events: {
    added: (what, directory) => `${what} was added to your account at ${directory}. It can be used to sign in.`,
    removed: (what, directory) => `${what} was removed from your account at ${directory}.`,
    passwordChanged: (_, directory) =>
      `The password of your account at ${directory} was changed. You are signed out everywhere.`,
  },
  details: (account, at) => `Account: ${account}\nTime: ${at}`,
  notYou: 'If this was neither you nor somebody who acts for you, tell your administrator at once.',
};

const german: SecurityTexts = {
  kinds: {
    softwareOath: 'Eine Authentifizierungs-App',
    fido2: 'Ein Passkey',
    temporaryAccessPass: 'Ein befristeter Zugangspass',
  },
  subjects: {
    added: (directory) => `${directory}: eine neue Anmeldemethode für Ihr Konto`,
    removed: (directory) => `${directory}: eine Anmeldemethode Ihres Kontos wurde entfernt`,
    passwordChanged: (directory) => `${directory}: Ihr Kennwort wurde geändert`,
  },
  events: {
    added: (what, directory) =>
      `${what} wurde Ihrem Konto bei ${directory} hinzugefügt und kann zum Anmelden verwendet werden.`,
    removed: (what, directory) => `${what} wurde von Ihrem Konto bei ${directory} entfernt.`,
    passwordChanged: (_, directory) =>
      `Das Kennwort Ihres Kontos bei ${directory} wurde geändert. Sie sind überall abgemeldet.`,
  },
  details: (account, at) => `Konto: ${account}\nZeit: ${at}`,
  notYou: 'Wenn weder Sie das waren noch jemand, der für Sie handelt, sagen Sie es sofort Ihrer Administration.',
};

/** The texts in the language, German or else English. */
export function securityTexts(language: string): SecurityTexts {
  return /^de\b/i.test(language) ? german : english;
}
