/** A change of a text: what stands between two places gives way to other text; the shape that CodeMirror takes. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The text after changes that do not overlap; their places are those of the text before. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const inOrder = [...changes].sort((a, b) => a.from - b.from || a.to - b.to);
  let result = '';
  let place = 0;
  for (const { from, to, insert } of inOrder) {
    result += text.slice(place, from) + insert;
    place = to;
  }
  return result + text.slice(place);
}
