/** Something that the palette goes to or does. */
export interface Command {
  readonly label: string;
  run(): void;
}

/** Those whose words begin with the words typed, in any order; everything when nothing is typed. */
export function matchingCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const fold = (text: string) => text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const wanted = fold(typed)
    .split(/\s+/)
    .filter((each) => each !== '');
  return commands.filter(({ label }) => {
    const words = fold(label).split(/[\s:]+/);
    return wanted.every((each) => words.some((word) => word.startsWith(each)));
  });
}
