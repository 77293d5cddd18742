/** The sign-in name that somebody had: a deleted account's begins with its id without hyphens, so that the name is free. */
export function nameBefore(id: string, name: string): string {
  const mark = id.replaceAll('-', '');
  return name.startsWith(mark) ? name.slice(mark.length) : name;
}
