import { defineTexts } from '../texts/define-texts.ts';

export const ruleTexts = defineTexts({
  en: {
    ruleSyntax: 'Rule syntax',
    ruleHint: {
      user: 'Conditions about users, joined with -and, -or and -not.',
      device: 'Conditions about devices, joined with -and, -or and -not.',
    },
    otherKind: {
      user: 'This rule is about devices, and the membership type is Dynamic User.',
      device: 'This rule is about users, and the membership type is Dynamic Device.',
    },
    matching: {
      user: (count: string, all: string) => `${count} of ${all} users match now.`,
      device: (count: string, all: string) => `${count} of ${all} devices match now.`,
    },
    moves: (joining: string, leaving: string, staying: string) =>
      `Saved now: ${joining} join, ${leaving} leave, ${staying} stay.`,
    needsApproval: 'So many changes are held by the guard: nobody joins or leaves until somebody approves.',
    joining: 'Join',
    leaving: 'Leave',
    staying: 'Stay',
    nobody: 'Nobody.',
    people: 'Who it is',
    signInName: 'Sign-in name',
    deviceId: 'Device ID',
  },
  de: {
    ruleSyntax: 'Regelsyntax',
    ruleHint: {
      user: 'Bedingungen über Benutzer, verbunden mit -and, -or und -not.',
      device: 'Bedingungen über Geräte, verbunden mit -and, -or und -not.',
    },
    otherKind: {
      user: 'Diese Regel handelt von Geräten, und der Mitgliedschaftstyp ist „Dynamischer Benutzer“.',
      device: 'Diese Regel handelt von Benutzern, und der Mitgliedschaftstyp ist „Dynamisches Gerät“.',
    },
    matching: {
      user: (count, all) => `${count} von ${all} Benutzern passen jetzt.`,
      device: (count, all) => `${count} von ${all} Geräten passen jetzt.`,
    },
    moves: (joining, leaving, staying) => `Jetzt gespeichert: ${joining} kommen, ${leaving} gehen, ${staying} bleiben.`,
    needsApproval: 'So viele Änderungen hält der Schutz an: Niemand kommt oder geht, bis jemand zustimmt.',
    joining: 'Kommen',
    leaving: 'Gehen',
    staying: 'Bleiben',
    nobody: 'Niemand.',
    people: 'Wer es ist',
    signInName: 'Anmeldename',
    deviceId: 'Geräte-ID',
  },
});
