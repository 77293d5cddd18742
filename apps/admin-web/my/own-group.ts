/** A group as its members and owners may see it; what is not for them is null. */
export interface OwnGroup {
  readonly id: string;
  readonly displayName: string | null;
  readonly description: string | null;
  readonly groupTypes: readonly string[] | null;
  readonly membershipRule: string | null;
}

export const ownGroupProperties = 'id,displayName,description,groupTypes,membershipRule';

export const isByRule = ({ groupTypes }: OwnGroup) => groupTypes?.includes('DynamicMembership') === true;

/** Those that somebody is in directly first, then those around them, each by name. */
export function arranged(
  direct: readonly OwnGroup[],
  all: readonly OwnGroup[],
  language: string,
): readonly { readonly group: OwnGroup; readonly isDirect: boolean }[] {
  const ids = new Set(direct.map(({ id }) => id));
  const order = new Intl.Collator(language);
  const byName = (a: OwnGroup, b: OwnGroup) => order.compare(a.displayName ?? '\uffff', b.displayName ?? '\uffff');
  const around = all.filter(({ id }) => !ids.has(id));
  return [
    ...[...direct].sort(byName).map((group) => ({ group, isDirect: true })),
    ...around.sort(byName).map((group) => ({ group, isDirect: false })),
  ];
}
