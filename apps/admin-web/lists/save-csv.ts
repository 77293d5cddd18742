/** Gives the person lines of CSV as a file, named without its ending. */
export function saveCsv(lines: readonly string[], fileName: string): void {
  // Excel takes a file for UTF-8 when it begins with the mark.
  const url = URL.createObjectURL(new Blob(['\uFEFF', ...lines], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
