import type { FluentIcon } from '@fluentui/react-icons';
import { GlobePerson20Filled, GlobePerson20Regular } from '@fluentui/react-icons/svg/globe-person';
import { History20Filled, History20Regular } from '@fluentui/react-icons/svg/history';
import { Home20Filled, Home20Regular } from '@fluentui/react-icons/svg/home';
import { Laptop20Filled, Laptop20Regular } from '@fluentui/react-icons/svg/laptop';
import { People20Filled, People20Regular } from '@fluentui/react-icons/svg/people';
import { PeopleSettings20Filled, PeopleSettings20Regular } from '@fluentui/react-icons/svg/people-settings';
import { PeopleTeam20Filled, PeopleTeam20Regular } from '@fluentui/react-icons/svg/people-team';
import { PersonCircle20Filled, PersonCircle20Regular } from '@fluentui/react-icons/svg/person-circle';
import { Settings20Filled, Settings20Regular } from '@fluentui/react-icons/svg/settings';
import { ShieldPerson20Filled, ShieldPerson20Regular } from '@fluentui/react-icons/svg/shield-person';
import { places } from './places.ts';

/** The two forms of an icon: the full one marks the page that is open. */
export interface PlaceIcon {
  readonly plain: FluentIcon;
  readonly full: FluentIcon;
}

/** Icon of a page by the name of its place. */
export const placeIcons: Readonly<Record<string, PlaceIcon>> = {
  overview: { plain: Home20Regular, full: Home20Filled },
  users: { plain: People20Regular, full: People20Filled },
  groups: { plain: PeopleTeam20Regular, full: PeopleTeam20Filled },
  devices: { plain: Laptop20Regular, full: Laptop20Filled },
  roles: { plain: ShieldPerson20Regular, full: ShieldPerson20Filled },
  'external-identities': { plain: GlobePerson20Regular, full: GlobePerson20Filled },
  'group-settings': { plain: PeopleSettings20Regular, full: PeopleSettings20Filled },
  audit: { plain: History20Regular, full: History20Filled },
  settings: { plain: Settings20Regular, full: Settings20Filled },
  my: { plain: PersonCircle20Regular, full: PersonCircle20Filled },
};

/** What belongs together in the navigation, by the names of places. */
const order = [
  { heading: undefined, names: ['overview'] },
  { heading: 'identity', names: ['users', 'groups', 'devices'] },
  { heading: 'access', names: ['roles', 'external-identities'] },
  { heading: 'directory', names: ['audit', 'group-settings', 'settings'] },
  { heading: 'myself', names: ['my'] },
] as const;

/** The places that are there, section by section; a section without a place is left away. */
export const sections = order
  .map(({ heading, names }) => ({
    heading,
    places: names.flatMap((name) => places.filter((place) => (place.name as string) === name)),
  }))
  .filter((section) => section.places.length > 0);
