import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ChosenContext } from '../shell/preferences.ts';
import { english } from '../texts/english.ts';
import { circlesOf } from './circles.ts';
import { sizesOf } from './history-step.ts';
import { TwoSets } from './two-sets.tsx';

/** What a picture says in words. */
function said(picture: ReactElement): string {
  const chosen = { theme: 'light', language: 'en', texts: english, choose: () => {} } as const;
  return renderToStaticMarkup(createElement(ChosenContext, { value: chosen }, picture))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('two circles', () => {
  const area = (radius: number) => Math.PI * radius ** 2;

  it.each([
    [30, 10, 20],
    [1000, 1, 1],
    [5, 0, 5],
    [0, 7, 3],
    [0, 4, 0],
  ])('%d, %d and %d are as large as the numbers', (onlyFirst, inBoth, onlySecond) => {
    const { first, second, distance } = circlesOf(onlyFirst, inBoth, onlySecond);
    expect(area(first)).toBeCloseTo(onlyFirst + inBoth);
    expect(area(second)).toBeCloseTo(onlySecond + inBoth);
    if (inBoth === 0) expect(distance).toBeCloseTo(first + second);
    else if (onlyFirst === 0 || onlySecond === 0) expect(distance).toBeCloseTo(Math.abs(first - second));
    else expect(distance).toBeLessThan(first + second);
  });

  it('say who is in both', () => {
    const counts = { onlyInFirst: 1200, inBoth: 3, onlyInSecond: 0 };
    const words = said(createElement(TwoSets, { firstName: 'Sales', secondName: 'Managers', ...counts }));
    expect(words).toContain('Only in Sales: 1,200');
    expect(words).toContain('In both: 3');
    expect(words).toContain('Only in Managers: 0');
  });
});

it('the size of a group begins before the first step', () => {
  const step = (day: number, joinedCount: number, leftCount: number, memberCount: number) => ({
    startDateTime: `2026-06-0${day}T00:00:00Z`,
    endDateTime: `2026-06-0${day + 1}T00:00:00Z`,
    joinedCount,
    leftCount,
    memberCount,
  });
  const points = sizesOf([step(1, 5, 1, 14), step(2, 0, 4, 10)]);
  expect(points.map(({ at, members }) => [at.getUTCDate(), members])).toEqual([
    [1, 10],
    [2, 14],
    [3, 10],
  ]);
  expect(sizesOf([])).toEqual([]);
});
