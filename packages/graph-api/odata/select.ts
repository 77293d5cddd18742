import { foreignProperties, foreignPropertyName } from '../capabilities/foreign-properties.ts';
import { type ExpandableRelation, navigationName } from '../capabilities/navigations.ts';
import { graphErrors } from '../errors.ts';
import { type PropertyScope, resolveProperty, scopeTypeName } from './property-scope.ts';

/** Which properties an answer holds. */
export type Select =
  /** No `$select`: the version's default set. */
  | { readonly kind: 'default' }
  /** `$select=*` */
  | { readonly kind: 'all' }
  /** Names in the schema's spelling, in the caller's order, each once; relations apart, as only delta reads them. */
  | { readonly kind: 'names'; readonly names: readonly string[]; readonly relations: readonly ExpandableRelation[] };

export const defaultSelect: Select = { kind: 'default' };

function foreignName(scope: PropertyScope, name: string, isSingle: boolean): string | undefined {
  for (const type of scope.types) {
    const foreign = foreignPropertyName(type, name);
    if (foreign === undefined) continue;
    const isElsewhere = foreignProperties[type][foreign]!.isSingleOnly && !isSingle;
    if (isElsewhere) throw graphErrors.QUERY_PROPERTY_ELSEWHERE({ property: foreign });
    return foreign;
  }
  return undefined;
}

function relationName(scope: PropertyScope, name: string): ExpandableRelation | undefined {
  for (const type of scope.types) {
    const relation = navigationName(type, name);
    if (relation !== undefined) return relation;
  }
  return undefined;
}

/**
 * Reads `$select`.
 *
 * @param text undefined or blank gives the default set.
 * @param isSingle true when one object is read: only then may properties be selected that lists do not give.
 * @throws AppError SELECT_UNKNOWN_PROPERTY, SELECT_SYNTAX, QUERY_PROPERTY_ELSEWHERE
 * @see Graph surface spec §4.1
 */
export function readSelect(text: string | undefined, scope: PropertyScope, isSingle: boolean): Select {
  if (text === undefined || text.trim() === '') return defaultSelect;
  const names = new Set<string>();
  const relations = new Set<ExpandableRelation>();
  let isAll = false;
  for (const item of text.split(',')) {
    const name = item.trim();
    if (name === '') throw graphErrors.SELECT_SYNTAX({ text });
    if (name === '*') {
      isAll = true;
      continue;
    }
    const property = resolveProperty(scope, name)?.name ?? foreignName(scope, name, isSingle);
    const relation = property === undefined ? relationName(scope, name) : undefined;
    if (property !== undefined) names.add(property);
    else if (relation !== undefined) relations.add(relation);
    else throw graphErrors.SELECT_UNKNOWN_PROPERTY({ property: name, type: scopeTypeName(scope) });
  }
  return isAll ? { kind: 'all' } : { kind: 'names', names: [...names], relations: [...relations] };
}
