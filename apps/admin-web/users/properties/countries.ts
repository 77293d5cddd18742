/** Codes of CLDR that are no places where somebody uses licences, or that are old names of others. */
const noCountries = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ']);

/** Every country by its code of two letters, in the language's names and order. */
export function countries(language: string): readonly { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const byName = new Map<string, string>();
  for (const code of codes.filter((each) => !noCountries.has(each))) {
    const name = names.of(code);
    // Codes that were given up have the name of what came after them.
    const isPresent = new Intl.Locale(`und-${code}`).maximize().region === code;
    if (name !== undefined && isPresent && !byName.has(name)) byName.set(name, code);
  }
  const order = new Intl.Collator(language);
  return [...byName]
    .map(([label, value]) => ({ value, label }))
    .sort((one, other) => order.compare(one.label, other.label));
}
