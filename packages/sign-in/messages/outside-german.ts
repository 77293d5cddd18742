import type { OutsideMessages } from './outside-messages.ts';

export const outsideGerman: OutsideMessages = {
  signInWith: (provider) => `Mit ${provider} anmelden`,
  otherWays: 'Andere Wege zur Anmeldung',
  waysTitle: 'Wie möchten Sie sich anmelden?',
  waysFor: (name) => `Anmeldung als ${name}`,
  wayPassword: (directory) => `Mit einem Kennwort von ${directory}`,
  wayPasscode: (address) => `Mit einem Code an ${address}`,
  noWay: (directory) =>
    `Niemand, den ${directory} kennt, kann sagen, dass diese Adresse Ihre ist. Wenn Sie hier ein Konto haben, nehmen Sie dessen Kennwort; sonst fragen Sie die Person, die Sie eingeladen hat.`,
  addressInvalid: 'Das ist keine Mailadresse. Prüfen Sie sie.',
  passcodeTitle: 'Code per Mail',
  passcodeText: (address) => `Ein Code geht an ${address}, wenn man sich hier mit dieser Adresse anmelden kann.`,
  sendCode: 'Code senden',
  passcodeSent: (address) =>
    `Wenn man sich hier mit ${address} anmelden kann, ist ein Code unterwegs. Er gilt zehn Minuten, in diesem Browser.`,
  passcode: 'Code aus der Mail',
  passcodeHint: 'Acht Ziffern. Kommt keine Mail, sehen Sie bei den unerwünschten nach.',
  passcodeWrong:
    'Der Code stimmt nicht, wurde benutzt oder ist abgelaufen. Nach fünf Versuchen brauchen Sie einen neuen.',
  sendAgain: 'Neuen Code senden',
  goingTo: (provider) => `Weiter zu ${provider}`,
  goingOn: 'Weiter',
  providerUnavailable: (provider) => `${provider} ist zurzeit nicht zu erreichen. Versuchen Sie es später noch einmal.`,
  providerDenied: (provider) => `${provider} hat die Anmeldung nicht zugelassen.`,
  providerFailed: (provider) =>
    `Die Anmeldung bei ${provider} hat nicht geklappt. Versuchen Sie es erneut; geschieht es wieder, fragen Sie Ihre Administration.`,
  lostTitle: 'Noch einmal beginnen',
  lostText:
    'Diese Anmeldung wurde nicht in diesem Browser begonnen, ist schon zurückgekommen oder hat zu lange gedauert. Gehen Sie zurück zur Anwendung oder zum Link Ihrer Einladung, und beginnen Sie noch einmal.',
  unknownTitle: 'Hier kein Konto',
  unknownText: (address, directory) =>
    `Mit ${address} meldet sich bei ${directory} niemand an. Wenn Sie eingeladen wurden, öffnen Sie den Link der Einladung. Wenn Sie sich früher auf einem anderen Weg angemeldet haben, nehmen Sie diesen.`,
  thisAccount: 'diesem Konto',
  blockedTitle: 'Kein Zutritt',
  blockedText: (directory) =>
    `${directory} lässt Sie nicht ein, oder nicht zu dieser Anwendung, weil Ihr Konto dort zu Hause ist, wo es ist. Fragen Sie die Person, die Sie eingeladen hat.`,
  disabledTitle: 'Ihr Konto ist gesperrt',
  youAre: (address) => `Sie sind angemeldet als ${address}.`,
  shared: 'Was geteilt wird',
  provedAt: (provider) => `Um weiterzugehen, melden Sie sich mit dieser Adresse bei ${provider} an.`,
  provedByCode: (address) => `Um weiterzugehen, erhalten Sie einen Code an ${address}.`,
  continueButton: 'Weiter',
  endedTitle: 'Die Einladung ist abgelaufen',
  endedText: 'Sie wurde nicht rechtzeitig angenommen. Bitten Sie die Person, die Sie eingeladen hat, um eine neue.',
  acceptedTitle: 'Schon angenommen',
  acceptedText:
    'Diese Einladung wurde angenommen. Sie brauchen nichts mehr zu tun: Melden Sie sich wie gewohnt bei der Anwendung an.',
  unusableTitle: 'Die Einladung lässt sich nicht verwenden',
  wrongTitle: 'Das ist ein anderes Konto',
  useAnother: 'Anderes Konto verwenden',
  takenText: (directory) =>
    `Das Konto, mit dem Sie sich angemeldet haben, gehört bei ${directory} schon jemand anderem. Nehmen Sie ein anderes, oder fragen Sie die Person, die Sie eingeladen hat.`,
  cannotProve: (address) =>
    `Zurzeit kann niemand sagen, dass ${address} Ihre Adresse ist: Ihre Organisation ist hier nicht bekannt, und Codes per Mail sind abgeschaltet. Fragen Sie die Person, die Sie eingeladen hat.`,
  isOwn: (directory) =>
    `Adressen wie Ihre gehören inzwischen zu ${directory} selbst. Es gibt nichts anzunehmen: Melden Sie sich mit Ihrem Konto dort an.`,
  declinedTitle: 'Sie haben nicht angenommen',
  declinedText: 'Nichts wurde geteilt. Solange die Einladung gilt, können Sie ihren Link wieder öffnen.',
  visitOverTitle: 'Link noch einmal öffnen',
  visitOverText:
    'Das hat zu lange gedauert oder wurde in einem anderen Browser begonnen. Öffnen Sie den Link der Einladung noch einmal.',
  doneTitle: 'Willkommen',
  leaveLink: 'Dieses Verzeichnis verlassen',
  leaveTitle: (directory) => `${directory} verlassen`,
  leaveText: (directory) =>
    `Wenn Sie gehen, wird Ihr Konto bei ${directory} gelöscht, und mit ihm Ihr Zugang zu allem dort. Ihr Konto zu Hause bleibt, wie es ist.`,
  leaveGroups: 'Gruppen, in denen Sie sind',
  leaveApplications: 'Anwendungen, die Sie benutzen',
  leaveRestore:
    'Dreißig Tage lang kann die Administration das Konto wiederherstellen; danach ist es endgültig fort, und Sie können neu eingeladen werden.',
  leaveConfirm: (directory) =>
    `${directory} jetzt verlassen? Ihr Konto wird gelöscht, und Sie werden überall abgemeldet.`,
  leaveNotExternal: (directory) =>
    `Ihr Konto gehört zu ${directory} selbst: Nur die Administration dort kann es löschen.`,
  leaveNotAllowed: (directory) =>
    `Bei ${directory} kann man nicht selbst austreten. Fragen Sie die Administration dort.`,
  leaveLastAdministrator: (directory) =>
    `Außer Ihnen ist bei ${directory} niemand Global Administrator. Geben Sie die Rolle zuerst jemand anderem.`,
  leftTitle: (directory) => `Sie haben ${directory} verlassen`,
  leftText:
    'Ihr Konto wurde gelöscht, und Sie sind überall abgemeldet. Schließen Sie alle Fenster der Anwendungen, die Sie dort benutzt haben.',
};
