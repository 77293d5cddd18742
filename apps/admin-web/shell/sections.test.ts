import { expect, it } from 'vitest';
import { places } from './places.ts';
import { placeIcons, sections } from './sections.ts';

it('shows every place once, with an icon', () => {
  expect(sections.flatMap((section) => section.places.map(({ name }) => name)).toSorted()).toEqual(
    places.map(({ name }) => name).toSorted(),
  );
  for (const { name } of places) expect(placeIcons[name], name).toBeDefined();
});
