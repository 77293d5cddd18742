import { wordsOf } from '@muster/directory';
import { type RawBuilder, sql } from 'kysely';
import { joinedWords, separatedWords, wordVector } from '../schema/word-indexes.ts';
import { likeLiteral, never, type SqlCondition } from './compare.ts';

/** Of a column whose words are indexed: no text of it is longer, nor is a word of it. */
const longestWord = 256;

/**
 * Condition that every word of `text` is a prefix of a word of the property, in any order, ignoring case. False when
 * `text` has no word.
 *
 * Words end at blanks and symbols, between digits and other characters, and where a lower-case letter is followed by an
 * upper-case one. What symbols join without a blank between is also one word without them: `hello.world` has the words
 * `hello`, `world` and `helloworld`.
 *
 * @param isIndexed whether the property is a column of `indexedWords`; the search reads its index then.
 * @see Graph surface spec §4.4 (same)
 */
export function hasWords(property: RawBuilder<unknown>, text: string, isIndexed: boolean): SqlCondition {
  const searched = wordsOf(text);
  if (searched.length === 0) return never;
  if (isIndexed && searched.some((word) => word.length > longestWord)) return never;
  return sql`(${sql.join(
    searched.map((word) => hasWord(property, word, isIndexed)),
    sql` and `,
  )})`;
}

/**
 * A plain comparison before each costly one spares most objects the regular expressions: a word that is made by leaving symbols out
 * has its letters in order.
 */
function hasWord(property: RawBuilder<unknown>, word: string, isIndexed: boolean): SqlCondition {
  const anywhere = sql`upper(${`%${likeLiteral(word)}%`}::text)`;
  const inOrder = sql`upper(${`%${[...word].map(likeLiteral).join('%')}%`}::text)`;
  const atStart = sql`upper(${`% ${likeLiteral(word)}%`}::text)`;
  const hasLetters = sql`upper(${property}) collate "C" like ${anywhere}`;
  const hasLettersAround = sql`upper(${property}) collate "C" like ${inOrder} and ${property} ~ '[^[:space:][:alnum:]]'`;
  if (isIndexed) {
    const found = sql`${within(wordVector, property)} @@ ('''' || upper(${word}::text) || ''':*')::tsquery`;
    return sql`((${hasLetters} or ${hasLettersAround}) and ${found})`;
  }
  return sql`(${hasLetters} and upper(' ' || ${within(separatedWords, property)}) collate "C" like ${atStart}
    or ${hasLettersAround} and upper(' ' || ${within(joinedWords, property)}) collate "C" like ${atStart})`;
}

/** An expression of a text, of the property. */
function within(expression: (text: string) => string, property: RawBuilder<unknown>): RawBuilder<unknown> {
  const parts = expression('\0').split('\0');
  return sql.join(
    parts.map((part) => sql.raw(part)),
    property,
  );
}
