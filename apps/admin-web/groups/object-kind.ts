import type { Row } from '../lists/list-column.ts';
import { useTexts } from '../texts/define-texts.ts';
import { groupTexts } from './group-texts.ts';

export type ObjectKind = 'user' | 'guest' | 'group' | 'device' | 'application' | 'other';

const kinds: Readonly<Record<string, ObjectKind>> = {
  '#microsoft.graph.user': 'user',
  '#microsoft.graph.group': 'group',
  '#microsoft.graph.device': 'device',
  '#microsoft.graph.servicePrincipal': 'application',
};

/** What an object is that the API gave among others. */
export function objectKind(row: Row): ObjectKind {
  const kind = kinds[String(row['@odata.type'])] ?? 'other';
  return kind === 'user' && row.userType === 'Guest' ? 'guest' : kind;
}

const places: Readonly<Record<ObjectKind, string | undefined>> = {
  user: '/users',
  guest: '/users',
  group: '/groups',
  device: '/devices',
  application: undefined,
  other: undefined,
};

/** Where the pages about objects of a kind are; undefined where there are none. */
export const placeOfKind = (kind: ObjectKind): string | undefined => places[kind];

/** The word for what an object is; empty for what has none. */
export function useKindWord(): (row: Row) => string {
  const texts = useTexts(groupTexts);
  return (row) => {
    const kind = objectKind(row);
    return kind === 'other' ? '' : texts[kind];
  };
}
