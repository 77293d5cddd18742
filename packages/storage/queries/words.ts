import { wordsOf } from '@muster/directory';
import { type RawBuilder, sql } from 'kysely';
import { likeLiteral, never, type SqlCondition } from './compare.ts';

/**
 * Condition that every word of `text` is a prefix of a word of the property, in any order, ignoring case. False when
 * `text` has no word.
 *
 * Words end at blanks and symbols, between digits and other characters, and where a lower-case letter is followed by an
 * upper-case one. What symbols join without a blank between is also one word without them: `hello.world` has the words
 * `hello`, `world` and `helloworld`.
 *
 * @see Graph surface spec §4.4 (same)
 */
export function hasWords(property: RawBuilder<unknown>, text: string): SqlCondition {
  const searched = wordsOf(text);
  if (searched.length === 0) return never;
  return sql`(${sql.join(
    searched.map((word) => hasWord(property, word)),
    sql` and `,
  )})`;
}

/**
 * A plain comparison before each costly one spares most objects the regular expressions: a word that is made by leaving symbols out
 * has its letters in order.
 */
function hasWord(property: RawBuilder<unknown>, word: string): SqlCondition {
  const anywhere = sql`upper(${`%${likeLiteral(word)}%`}::text)`;
  const inOrder = sql`upper(${`%${[...word].map(likeLiteral).join('%')}%`}::text)`;
  const atStart = sql`upper(${`% ${likeLiteral(word)}%`}::text)`;
  return sql`(upper(${property}) collate "C" like ${anywhere}
      and upper(' ' || ${separated(property)}) collate "C" like ${atStart}
    or upper(${property}) collate "C" like ${inOrder} and ${property} ~ '[^[:space:][:alnum:]]'
      and upper(' ' || ${joined(property)}) collate "C" like ${atStart})`;
}

/** The words with blanks between them. */
function separated(property: RawBuilder<unknown>): RawBuilder<unknown> {
  const byCase = sql`regexp_replace(${property}, '([[:lower:]])([[:upper:]])', '\\1 \\2', 'g')`;
  const byDigits = sql`regexp_replace(${byCase}, '([0-9]+)', ' \\1 ', 'g')`;
  return sql`regexp_replace(${byDigits}, '[^[:alnum:]]+', ' ', 'g')`;
}

/** What stands between blanks and has symbols, without them. */
function joined(property: RawBuilder<unknown>): RawBuilder<unknown> {
  const withSymbols = sql`regexp_replace(${property}, '(?<!\\S)[[:alnum:]]+(?!\\S)', '', 'g')`;
  const withoutThem = sql`regexp_replace(${withSymbols}, '[^[:space:][:alnum:]]+', '', 'g')`;
  return sql`regexp_replace(${withoutThem}, '[[:space:]]+', ' ', 'g')`;
}
