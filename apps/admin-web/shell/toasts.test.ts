import { expect, it } from 'vitest';
import { say, showToasts } from './toasts.ts';

it('shows what is said, and what was said before there was a place for it', () => {
  const shown: string[] = [];
  say({ text: 'early' });
  const end = showToasts(({ text }) => shown.push(text));
  say({ text: 'later' });
  expect(shown).toEqual(['early', 'later']);
  end();
  say({ text: 'meanwhile' });
  expect(shown).toEqual(['early', 'later']);
  showToasts(({ text }) => shown.push(text))();
  expect(shown).toEqual(['early', 'later', 'meanwhile']);
});
