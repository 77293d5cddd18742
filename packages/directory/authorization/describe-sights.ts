import { type ObjectType, objectTypes } from '../objects/property-definition.ts';
import type { Level } from './person-rights.ts';
import { type LevelSight, levelSights } from './visibility.ts';

/** What a level of guests sees of a type, in words. */
export interface DescribedSight {
  readonly level: Level;
  readonly type: ObjectType;
  /** What can be listed. */
  readonly lists: string;
  /** Whether one is found by id or another key. */
  readonly isFound: boolean;
  readonly properties: readonly string[];
  readonly relations: readonly string[];
}

const listWords: Readonly<Record<LevelSight['lists'], string>> = {
  all: 'all',
  named: 'by name or id',
  none: '',
};

/** What guests see of others, in words, for the documentation. */
export function describeSights(): readonly DescribedSight[] {
  return (['guest', 'restrictedGuest'] as const).flatMap((level) =>
    objectTypes.map((type) => {
      const { lists, ...sight } = levelSights[level][type];
      return { level, type, lists: listWords[lists], ...sight };
    }),
  );
}
