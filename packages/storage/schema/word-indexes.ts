// Data: the statements of the migration 0022, and the expressions in them. Never changed: what comes later is a migration of its own.

/** The words of a text with blanks between them; the text stands in the expression once. */
export const separatedWords = (text: string) =>
  `regexp_replace(regexp_replace(regexp_replace(${text}, '([[:lower:]])([[:upper:]])', '\\1 \\2', 'g'),
    '([0-9]+)', ' \\1 ', 'g'), '[^[:alnum:]]+', ' ', 'g')`;

/** What stands between blanks in a text and has symbols, without them; the text stands in the expression once. */
export const joinedWords = (text: string) =>
  `regexp_replace(regexp_replace(regexp_replace(${text}, '(?<!\\S)[[:alnum:]]+(?!\\S)', '', 'g'),
    '[^[:space:][:alnum:]]+', '', 'g'), '[[:space:]]+', ' ', 'g')`;

/** All words of a text in capitals, to be asked for the beginnings of some. Texts of more than 256 characters do not fit. */
export const wordVector = (text: string) =>
  `array_to_tsvector(string_to_array(trim(upper(${separatedWords(text)})), ' ') ||
    string_to_array(trim(upper(${joinedWords(text)})), ' '))`;

/** Table → the columns whose words have an index; their texts have at most 256 characters. */
export const indexedWords: Readonly<Record<string, readonly string[]>> = {
  users: ['display_name'],
  devices: ['display_name'],
  groups: ['display_name'],
};

/** One statement each. What is still to be put in its place is kept short: every search reads it too. */
export const wordIndexes: readonly string[] = Object.entries(indexedWords).flatMap(([table, columns]) =>
  columns.map(
    (column) =>
      `create index ${table}_${column}_words on ${table} using gin (${wordVector(column)}) with (gin_pending_list_limit = 256)`,
  ),
);
