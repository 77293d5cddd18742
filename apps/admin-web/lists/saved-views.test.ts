import { describe, expect, it } from 'vitest';
import { mostViews, readViews, viewOf, withoutView, withView } from './saved-views.ts';

const guests = { name: 'Guests by name', query: { guests: true, sort: 'displayName' } };
const sales = { name: 'Sales', query: { search: 'sales' } };

describe('saved views', () => {
  it.each([
    [null, []],
    ['nonsense', []],
    ['{"name":"x"}', []],
    ['[null,{"name":""},{"name":"x"},{"name":"Sales","query":{"search":"sales"}}]', [sales]],
  ])('are read from %s', (kept, expected) => {
    expect(readViews(kept)).toEqual(expected);
  });

  it('stand in the order of their names, each name once, and no more than there is room for', () => {
    const both = withView(withView([], sales), guests);
    expect(both).toEqual([guests, sales]);
    const again = { name: 'Sales', query: {} };
    expect(withView(both, again)).toEqual([guests, again]);
    expect(withoutView(both, 'Sales')).toEqual([guests]);
    const many = Array.from({ length: mostViews + 5 }, (_, at) => ({ name: `${at}`, query: {} }));
    expect(many.reduce(withView, []).length).toBe(mostViews);
  });

  it('are known by what they show', () => {
    expect(viewOf([guests, sales], { sort: 'displayName', guests: true, search: undefined })).toBe(guests);
    expect(viewOf([guests, sales], { guests: true })).toBeUndefined();
  });
});
