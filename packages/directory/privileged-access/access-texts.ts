// Data: what mails about roles and access to groups say, by language.
interface EventTexts {
  readonly subject: string;
  readonly text: string;
}

type ByEvent = (person: string, what: string, directory: string) => EventTexts;

/** The texts of mails about roles and access to groups. Names are in one line. */
export interface AccessTexts {
  readonly held: Readonly<Record<'role' | 'member' | 'owner', (name: string) => string>>;
  /** `extensionAsked` is the wish to keep something longer, or to have it again. */
  readonly events: Readonly<
    Record<
      'madeEligible' | 'assigned' | 'activated' | 'approvalAsked' | 'extensionAsked' | 'denied' | 'failed',
      ByEvent
    >
  >;
  readonly by: (name: string) => string;
  readonly until: (time: string) => string;
  readonly reason: string;
}

const english: AccessTexts = {
  held: {
    role: (name) => `the role ${name}`,
    member: (name) => `membership of the group ${name}`,
    owner: (name) => `ownership of the group ${name}`,
  },
  events: {
    madeEligible: (person, what, directory) => ({
      subject: `${person} can activate ${what}`,
      text: `In ${directory}, ${person} was made eligible for ${what} and can activate it when it is needed.`,
    }),
    assigned: (person, what, directory) => ({
      subject: `${person} was given ${what}`,
      text: `In ${directory}, ${person} was given ${what}.`,
    }),
    activated: (person, what, directory) => ({
      subject: `${person} activated ${what}`,
      text: `In ${directory}, ${person} activated ${what}.`,
    }),
    approvalAsked: (person, what, directory) => ({
      subject: `${person} asks to activate ${what}`,
      text: `In ${directory}, ${person} asks to activate ${what}. An approver has to decide.`,
    }),
    extensionAsked: (person, what, directory) => ({
      subject: `${person} asks to keep ${what}`,
      text: `In ${directory}, ${person} asks to keep ${what} longer, or to have it again. An administrator has to decide.`,
    }),
    denied: (person, what, directory) => ({
      subject: `The request for ${what} was denied`,
      text: `In ${directory}, the request of ${person} for ${what} was denied, or nobody decided in time.`,
    }),
    failed: (person, what, directory) => ({
      subject: `The request for ${what} could not be fulfilled`,
      text: `In ${directory}, the request of ${person} for ${what} could not be fulfilled any more.`,
    }),
  },
  by: (name) => `By: ${name}`,
  until: (time) => `Until: ${time}`,
  reason: 'Reason:',
};

const german: AccessTexts = {
  held: {
    role: (name) => `die Rolle ${name}`,
    member: (name) => `die Mitgliedschaft in der Gruppe ${name}`,
    owner: (name) => `den Besitz der Gruppe ${name}`,
  },
  events: {
    madeEligible: (person, what, directory) => ({
      subject: `${person} kann ${what} aktivieren`,
      text: `In ${directory} wurde ${person} für ${what} berechtigt und kann das bei Bedarf aktivieren.`,
    }),
    assigned: (person, what, directory) => ({
      subject: `${person} hat ${what} erhalten`,
      text: `In ${directory} hat ${person} ${what} erhalten.`,
    }),
    activated: (person, what, directory) => ({
      subject: `${person} hat ${what} aktiviert`,
      text: `In ${directory} hat ${person} ${what} aktiviert.`,
    }),
    approvalAsked: (person, what, directory) => ({
      subject: `${person} möchte ${what} aktivieren`,
      text: `In ${directory} möchte ${person} ${what} aktivieren. Eine genehmigende Person muss entscheiden.`,
    }),
    extensionAsked: (person, what, directory) => ({
      subject: `${person} möchte ${what} behalten`,
      text: `In ${directory} möchte ${person} ${what} länger behalten oder wieder erhalten. Die Verwaltung muss entscheiden.`,
    }),
    denied: (person, what, directory) => ({
      subject: `Die Anfrage für ${what} wurde abgelehnt`,
      text: `In ${directory} wurde die Anfrage von ${person} für ${what} abgelehnt, oder niemand hat rechtzeitig entschieden.`,
    }),
    failed: (person, what, directory) => ({
      subject: `Die Anfrage für ${what} konnte nicht erfüllt werden`,
      text: `In ${directory} konnte die Anfrage von ${person} für ${what} nicht mehr erfüllt werden.`,
    }),
  },
  by: (name) => `Durch: ${name}`,
  until: (time) => `Bis: ${time}`,
  reason: 'Begründung:',
};

/** The texts for a language tag; English for languages without texts of their own. */
export function accessTexts(language: string): AccessTexts {
  return /^de\b/i.test(language) ? german : english;
}
