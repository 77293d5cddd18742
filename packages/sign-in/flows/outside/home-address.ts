/**
 * The address at home of whoever was invited, from the name that they have here, `ann_fabrikam.com#EXT#@contoso.com`; any
 * other name as it is. It looks at the text alone. A name that was shortened gives an address that nobody has.
 */
export function homeAddressOf(loginName: string): string {
  const [, stem] = /^(.+?)\d*#EXT#@/i.exec(loginName) ?? [];
  const at = stem?.lastIndexOf('_') ?? -1;
  // What stands after the last `_` is the domain: domains have none.
  return stem === undefined || at < 1 ? loginName : `${stem.slice(0, at)}@${stem.slice(at + 1)}`;
}
