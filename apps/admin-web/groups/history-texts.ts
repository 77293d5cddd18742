import { defineTexts } from '../texts/define-texts.ts';

type Words = Readonly<Record<string, string>>;

export const historyTexts = defineTexts({
  en: {
    when: 'When',
    what: 'What',
    change: 'Change',
    who: 'By whom',
    nothing: 'nothing',
    /** By what the log calls them; others are shown as the log has them. */
    activities: {} as Words,
    properties: {
      displayName: 'Name',
      description: 'Description',
      groupTypes: 'Group types',
      membershipRule: 'Rule',
      membershipRuleProcessingState: 'Processing',
      membershipRuleProcessingStatus: 'Held change',
      membershipGuard: 'Guard',
      mailNickname: 'Mail nickname',
      visibility: 'Visibility',
    } as Words,
  },
  de: {
    when: 'Wann',
    what: 'Was',
    change: 'Änderung',
    who: 'Von wem',
    nothing: 'nichts',
    activities: {
      'Add group': 'Gruppe hinzugefügt',
      'Update group': 'Gruppe geändert',
      'Delete group': 'Gruppe gelöscht',
      'Restore group': 'Gruppe wiederhergestellt',
      'Hard delete group': 'Gruppe endgültig gelöscht',
      'Add member to group': 'Mitglied hinzugefügt',
      'Remove member from group': 'Mitglied entfernt',
      'Add owner to group': 'Besitzer hinzugefügt',
      'Remove owner from group': 'Besitzer entfernt',
      'Process dynamic group memberships': 'Dynamische Mitgliedschaften verarbeitet',
    },
    properties: {
      displayName: 'Name',
      description: 'Beschreibung',
      groupTypes: 'Gruppentypen',
      membershipRule: 'Regel',
      membershipRuleProcessingState: 'Verarbeitung',
      membershipRuleProcessingStatus: 'Angehaltene Änderung',
      membershipGuard: 'Schutz',
      mailNickname: 'E-Mail-Alias',
      visibility: 'Sichtbarkeit',
    },
  },
});
