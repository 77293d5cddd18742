import { defineTexts } from '../../texts/define-texts.ts';

/** Texts of what can be done with people. */
export const actionTexts = defineTexts({
  en: {
    more: 'More',
    resetPassword: 'Reset password',
    resetText: (name: string) =>
      `${name} gets a new password and has to change it at the next sign-in. Sessions and refresh tokens end; a password before it counts no more.`,
    typedPassword: 'New password',
    typedHint: 'Leave it empty and the directory makes one up.',
    passwordShown: 'Temporary password',
    passwordHint: 'It is shown this once. Hand it over where nobody else reads it.',
    passwordSet: 'The password was changed.',
    block: 'Block sign-in',
    blockText: (name: string) =>
      `${name} can no longer sign in, and refresh tokens count no more. Groups, roles and licences stay unless a rule reads the account's state.`,
    blocked: (name: string) => `${name} can no longer sign in.`,
    allow: 'Allow sign-in',
    allowed: (name: string) => `${name} may sign in again.`,
    revoke: 'Revoke sessions',
    revokeText: (name: string) =>
      `${name} is signed out everywhere: every session and refresh token ends. Access tokens that are out last up to an hour more.`,
    revoked: (name: string) => `The sessions of ${name} have ended.`,
    remove: 'Delete',
    removeTitle: (name: string) => `Delete ${name}?`,
    removeText: (groups: string, owned: string, roles: string, reports: string) =>
      `Groups left: ${groups}. Groups that lose this owner: ${owned}. Roles lost: ${roles}. People who lose their manager: ${reports}.`,
    removeKept: 'For 30 days the account lies among the deleted users and can be restored; then it is gone for good.',
    removed: (name: string) => `${name} was deleted.`,
    restored: (name: string) => `${name} is back.`,
    inviteAgain: 'Send the invitation again',
    inviteAgainText: (address: string) =>
      `${address} gets a new link. The link before it is worth nothing any more; groups and roles stay.`,
    sendMail: 'Send the mail',
    mailSent: 'A mail is on its way.',
    mailNotSent: 'No mail was sent: hand the link over yourself.',
    link: 'Link to accept the invitation',
    convert: 'Convert',
    convertTitle: (name: string) => `Convert ${name}`,
    convertTo: 'To',
    conversions: {
      guest: 'Guest (user type)',
      member: 'Member (user type)',
      internal: 'Internal member: signs in here',
      external: 'External user: signs in elsewhere',
      reset: 'Reset redemption: accepts anew',
    },
    conversionTexts: {
      guest: 'The user type becomes Guest; sign-in stays as it is.',
      member: 'The user type becomes Member; sign-in stays as it is.',
      internal:
        'The account is cut off from the other organisation and signs in here with a new name and password. Groups and roles stay.',
      external:
        'An invitation goes to the address. When it is accepted, the password is replaced by one that nobody knows, and sessions end.',
      reset: 'The person accepts a new invitation, perhaps with another address. Groups stay, sessions end.',
    },
    joins: (count: string, names: string) => `Dynamic groups joined: ${count}${names === '' ? '.' : ` (${names}).`}`,
    leaves: (count: string, names: string) => `Dynamic groups left: ${count}${names === '' ? '.' : ` (${names}).`}`,
    andMore: (count: string) => `and ${count} more`,
    previewing: 'Working out what changes in groups …',
    newName: 'User principal name',
    newPassword: 'Password',
    address: 'Address to invite',
    converted: (name: string) => `${name} was converted.`,
  },
  de: {
    more: 'Mehr',
    resetPassword: 'Kennwort zurücksetzen',
    resetText: (name) =>
      `${name} erhält ein neues Kennwort und muss es bei der nächsten Anmeldung ändern. Sitzungen und Aktualisierungstoken enden; das bisherige Kennwort gilt nicht mehr.`,
    typedPassword: 'Neues Kennwort',
    typedHint: 'Lassen Sie das Feld leer, so denkt sich das Verzeichnis eines aus.',
    passwordShown: 'Temporäres Kennwort',
    passwordHint: 'Es wird nur dieses Mal angezeigt. Übergeben Sie es dort, wo es niemand sonst liest.',
    passwordSet: 'Das Kennwort wurde geändert.',
    block: 'Anmeldung blockieren',
    blockText: (name) =>
      `${name} kann sich nicht mehr anmelden, Aktualisierungstoken gelten nicht mehr. Gruppen, Rollen und Lizenzen bleiben, wenn keine Regel den Zustand des Kontos liest.`,
    blocked: (name) => `${name} kann sich nicht mehr anmelden.`,
    allow: 'Anmeldung zulassen',
    allowed: (name) => `${name} darf sich wieder anmelden.`,
    revoke: 'Sitzungen widerrufen',
    revokeText: (name) =>
      `${name} wird überall abgemeldet: Alle Sitzungen und Aktualisierungstoken enden. Ausgestellte Zugriffstoken gelten noch bis zu einer Stunde.`,
    revoked: (name) => `Die Sitzungen von ${name} sind beendet.`,
    remove: 'Löschen',
    removeTitle: (name) => `${name} löschen?`,
    removeText: (groups, owned, roles, reports) =>
      `Verlassene Gruppen: ${groups}. Gruppen, die diesen Besitzer verlieren: ${owned}. Verlorene Rollen: ${roles}. Personen, die ihre vorgesetzte Person verlieren: ${reports}.`,
    removeKept:
      'Das Konto liegt 30 Tage bei den gelöschten Benutzern und kann wiederhergestellt werden; danach ist es endgültig weg.',
    removed: (name) => `${name} wurde gelöscht.`,
    restored: (name) => `${name} ist wieder da.`,
    inviteAgain: 'Einladung erneut senden',
    inviteAgainText: (address) =>
      `${address} erhält einen neuen Link. Der vorige Link ist nichts mehr wert; Gruppen und Rollen bleiben.`,
    sendMail: 'E-Mail senden',
    mailSent: 'Eine E-Mail ist unterwegs.',
    mailNotSent: 'Es wurde keine E-Mail gesendet: Übergeben Sie den Link selbst.',
    link: 'Link zum Annehmen der Einladung',
    convert: 'Konvertieren',
    convertTitle: (name) => `${name} konvertieren`,
    convertTo: 'In',
    conversions: {
      guest: 'Gast (Benutzertyp)',
      member: 'Mitglied (Benutzertyp)',
      internal: 'Internes Mitglied: meldet sich hier an',
      external: 'Externer Benutzer: meldet sich anderswo an',
      reset: 'Einlösung zurücksetzen: nimmt neu an',
    },
    conversionTexts: {
      guest: 'Der Benutzertyp wird Gast; die Anmeldung bleibt, wie sie ist.',
      member: 'Der Benutzertyp wird Mitglied; die Anmeldung bleibt, wie sie ist.',
      internal:
        'Das Konto wird von der anderen Organisation gelöst und meldet sich hier mit neuem Namen und Kennwort an. Gruppen und Rollen bleiben.',
      external:
        'Eine Einladung geht an die Adresse. Wird sie angenommen, so tritt an die Stelle des Kennworts eines, das niemand kennt, und Sitzungen enden.',
      reset:
        'Die Person nimmt eine neue Einladung an, vielleicht mit anderer Adresse. Gruppen bleiben, Sitzungen enden.',
    },
    joins: (count, names) => `Dynamische Gruppen, die hinzukommen: ${count}${names === '' ? '.' : ` (${names}).`}`,
    leaves: (count, names) => `Dynamische Gruppen, die wegfallen: ${count}${names === '' ? '.' : ` (${names}).`}`,
    andMore: (count) => `und ${count} weitere`,
    previewing: 'Es wird ermittelt, was sich in Gruppen ändert …',
    newName: 'Benutzerprinzipalname',
    newPassword: 'Kennwort',
    address: 'Einzuladende Adresse',
    converted: (name) => `${name} wurde konvertiert.`,
  },
});
