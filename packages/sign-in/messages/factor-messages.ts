/** What the pages about passkeys, codes, passes and one's own security say. */
export interface FactorMessages {
  readonly passkeySignIn: string;
  readonly passkeyNeedsScripts: string;
  readonly passkeyNotUsed: string;
  readonly passkeyRefused: string;
  readonly passkeyTitle: string;
  readonly passkeyText: string;
  readonly passkeyInstead: string;
  readonly passkeyNotHere: string;
  readonly lostFactor: string;
  readonly passInstead: string;
  readonly passTitle: string;
  readonly pass: string;
  readonly passHint: string;
  readonly passRefused: string;
  readonly passwordInstead: string;
  readonly appTitle: string;
  readonly appWhy: string;
  readonly appText: string;
  readonly appPicture: string;
  readonly appKey: string;
  readonly appLink: string;
  readonly appOver: string;
  readonly busyTitle: string;
  readonly busyText: string;
  readonly securityTitle: string;
  readonly securityText: string;
  readonly sessionsLink: string;
  readonly securityLink: string;
  readonly kinds: Readonly<Record<'softwareOath' | 'fido2' | 'temporaryAccessPass', string>>;
  readonly kind: string;
  readonly added: string;
  readonly lastUsed: string;
  readonly changed: string;
  readonly never: string;
  readonly noFactors: string;
  readonly addApp: string;
  readonly addPasskey: string;
  readonly removeNamed: (name: string) => string;
  readonly changePassword: string;
  readonly changePasswordEnds: string;
  readonly passkeyName: string;
  readonly passkeyNameHint: string;
  readonly makePasskey: string;
  readonly makePasskeyText: string;
  readonly passkeyNotMade: string;
  readonly tooMany: string;
  readonly proveTitle: string;
  readonly proveText: string;
  readonly proveAnew: string;
  readonly confirm: string;
  readonly saidAdded: string;
  readonly saidRemoved: string;
  readonly saidChanged: string;
}

export const englishFactors: FactorMessages = {
  passkeySignIn: 'Sign in with a passkey',
  passkeyNeedsScripts:
    'A passkey needs scripts, and your browser runs none on this page. Allow them for this page, or go on another way.',
  passkeyNotUsed: 'No passkey was used. Try again, or go on another way.',
  passkeyRefused: 'The passkey was not accepted, or the page was open for too long. Try again.',
  passkeyTitle: 'Use your passkey',
  passkeyText:
    'Your account asks for a passkey after the password: your device or key wants your finger, face or code.',
  passkeyInstead: 'Use a passkey instead',
  passkeyNotHere: 'Passkeys do not work at this address. Ask your administrator.',
  lostFactor: 'If you have lost it, ask your administrator for a temporary access pass.',
  passInstead: 'Use a temporary access pass',
  passTitle: 'Enter your pass',
  pass: 'Temporary access pass',
  passHint: 'Your administrator gives it to you. It stands for password and second factor.',
  passRefused: 'The sign-in name or the pass is not right, or the pass cannot be used now.',
  passwordInstead: 'Use the password',
  appTitle: 'Add an authenticator app',
  appWhy: 'Your account needs a second factor before you go on.',
  appText: 'Scan this with your authenticator app, or give it the key. Then enter the six digits that it shows.',
  appPicture: 'QR code with the key that stands below',
  appKey: 'Key',
  appLink: 'Open in an app on this device',
  appOver: 'Too much time has passed since the last key. Use the new one.',
  busyTitle: 'Too much is going on',
  busyText: 'More people sign in than can be answered at the moment. Wait some seconds, go back and try again.',
  securityTitle: 'What you sign in with',
  securityText: 'Remove what you do not know or do not have any more.',
  sessionsLink: 'Where you are signed in',
  securityLink: 'What you sign in with',
  kinds: { softwareOath: 'Authenticator app', fido2: 'Passkey', temporaryAccessPass: 'Temporary access pass' },
  kind: 'Kind',
  added: 'Added',
  lastUsed: 'Last used',
  changed: 'Changed',
  never: 'Never',
  noFactors: 'You have no second factor: whoever learns your password can sign in as you.',
  addApp: 'Add an authenticator app',
  addPasskey: 'Add a passkey',
  removeNamed: (name) => `Remove ${name}`,
  changePassword: 'Change the password',
  changePasswordEnds: 'You are signed out everywhere else.',
  passkeyName: 'Name of the passkey',
  passkeyNameHint: 'By which you know it again, such as: my telephone',
  makePasskey: 'Make the passkey',
  makePasskeyText: 'Your browser asks where to keep it, and for your finger, face or code.',
  passkeyNotMade: 'No passkey was made, or it is registered already. Try again.',
  tooMany: 'You have as many of this kind as there may be. Remove one first.',
  proveTitle: 'Show that it is you',
  proveText: 'Before you change what you sign in with.',
  proveAnew: 'Sign out, sign in to an application again, and come back here within ten minutes.',
  confirm: 'Go on',
  saidAdded: 'It is added.',
  saidRemoved: 'It is removed.',
  saidChanged: 'The password is changed. You are signed out everywhere else.',
};

export const germanFactors: FactorMessages = {
  passkeySignIn: 'Mit einem Passkey anmelden',
  passkeyNeedsScripts:
    'Ein Passkey braucht Skripte, und Ihr Browser führt auf dieser Seite keine aus. Erlauben Sie sie für diese Seite, oder nehmen Sie einen anderen Weg.',
  passkeyNotUsed: 'Es wurde kein Passkey benutzt. Versuchen Sie es erneut, oder nehmen Sie einen anderen Weg.',
  passkeyRefused: 'Der Passkey wurde nicht angenommen, oder die Seite war zu lange offen. Versuchen Sie es erneut.',
  passkeyTitle: 'Passkey benutzen',
  passkeyText:
    'Ihr Konto verlangt nach dem Kennwort einen Passkey: Ihr Gerät oder Schlüssel fragt nach Finger, Gesicht oder Code.',
  passkeyInstead: 'Stattdessen einen Passkey benutzen',
  passkeyNotHere: 'Unter dieser Adresse gehen Passkeys nicht. Wenden Sie sich an Ihre Administration.',
  lostFactor: 'Haben Sie ihn verloren, bitten Sie Ihre Administration um einen befristeten Zugangspass.',
  passInstead: 'Befristeten Zugangspass benutzen',
  passTitle: 'Zugangspass eingeben',
  pass: 'Befristeter Zugangspass',
  passHint: 'Sie bekommen ihn von Ihrer Administration. Er steht für Kennwort und zweiten Faktor.',
  passRefused: 'Der Anmeldename oder der Pass stimmt nicht, oder der Pass gilt gerade nicht.',
  passwordInstead: 'Kennwort benutzen',
  appTitle: 'Authentifizierungs-App hinzufügen',
  appWhy: 'Ihr Konto braucht einen zweiten Faktor, bevor es weitergeht.',
  appText:
    'Scannen Sie das mit Ihrer Authentifizierungs-App, oder geben Sie ihr den Schlüssel. Geben Sie dann die sechs Ziffern ein, die sie zeigt.',
  appPicture: 'QR-Code mit dem Schlüssel, der darunter steht',
  appKey: 'Schlüssel',
  appLink: 'In einer App auf diesem Gerät öffnen',
  appOver: 'Seit dem letzten Schlüssel ist zu viel Zeit vergangen. Nehmen Sie den neuen.',
  busyTitle: 'Gerade ist zu viel los',
  busyText:
    'Es melden sich mehr Leute an, als gerade beantwortet werden können. Warten Sie einige Sekunden, gehen Sie zurück und versuchen Sie es erneut.',
  securityTitle: 'Womit Sie sich anmelden',
  securityText: 'Entfernen Sie, was Sie nicht kennen oder nicht mehr haben.',
  sessionsLink: 'Wo Sie angemeldet sind',
  securityLink: 'Womit Sie sich anmelden',
  kinds: { softwareOath: 'Authentifizierungs-App', fido2: 'Passkey', temporaryAccessPass: 'Befristeter Zugangspass' },
  kind: 'Art',
  added: 'Hinzugefügt',
  lastUsed: 'Zuletzt benutzt',
  changed: 'Geändert',
  never: 'Nie',
  noFactors: 'Sie haben keinen zweiten Faktor: Wer Ihr Kennwort erfährt, kann sich als Sie anmelden.',
  addApp: 'Authentifizierungs-App hinzufügen',
  addPasskey: 'Passkey hinzufügen',
  removeNamed: (name) => `${name} entfernen`,
  changePassword: 'Kennwort ändern',
  changePasswordEnds: 'Überall sonst werden Sie abgemeldet.',
  passkeyName: 'Name des Passkeys',
  passkeyNameHint: 'An dem Sie ihn wiedererkennen, etwa: mein Telefon',
  makePasskey: 'Passkey anlegen',
  makePasskeyText: 'Ihr Browser fragt, wo er liegen soll, und nach Finger, Gesicht oder Code.',
  passkeyNotMade: 'Es wurde kein Passkey angelegt, oder er ist schon registriert. Versuchen Sie es erneut.',
  tooMany: 'Mehr davon kann es nicht geben. Entfernen Sie zuerst einen.',
  proveTitle: 'Zeigen Sie, dass Sie es sind',
  proveText: 'Bevor Sie ändern, womit Sie sich anmelden.',
  proveAnew:
    'Melden Sie sich ab, bei einer Anwendung wieder an, und kommen Sie innerhalb von zehn Minuten hierher zurück.',
  confirm: 'Weiter',
  saidAdded: 'Es ist hinzugefügt.',
  saidRemoved: 'Es ist entfernt.',
  saidChanged: 'Das Kennwort ist geändert. Überall sonst sind Sie abgemeldet.',
};
