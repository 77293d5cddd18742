import { type ObjectId, toObjectId } from '@muster/kernel';

/** Where an assignment of a role counts. */
export type RoleScope =
  | { readonly kind: 'directory' }
  /** The users, groups and devices of an administrative unit. */
  | { readonly kind: 'administrativeUnit'; readonly id: ObjectId }
  /** One object alone. */
  | { readonly kind: 'object'; readonly id: ObjectId };

export const wholeDirectory: RoleScope = { kind: 'directory' };

const unitForm = /^\/administrativeUnits\/([^/]+)$/i;
const objectForm = /^\/([^/]+)$/;

/**
 * Reads `directoryScopeId`: `/`, `/administrativeUnits/{id}` or `/{object id}`.
 *
 * @returns undefined when the text has another form
 */
export function parseScope(text: string): RoleScope | undefined {
  if (text === '/') return wholeDirectory;
  const unit = unitForm.exec(text)?.[1];
  const object = unit === undefined ? objectForm.exec(text)?.[1] : undefined;
  const id = toObjectId(unit ?? object ?? '');
  if (id === undefined) return undefined;
  return unit === undefined ? { kind: 'object', id } : { kind: 'administrativeUnit', id };
}

/** The scope as `directoryScopeId` writes it. */
export function formatScope(scope: RoleScope): string {
  if (scope.kind === 'directory') return '/';
  return scope.kind === 'object' ? `/${scope.id}` : `/administrativeUnits/${scope.id}`;
}
