import type { Change } from '../changes/change.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { Application, Properties, PropertyValue } from '../objects/directory-object.ts';
import { changedProperties } from '../rules/rule-object.ts';

/** What a service principal shows of its application: roles, and delegated permissions. */
export function declarationsOf({ appRoles, api }: Properties): Properties {
  const { oauth2PermissionScopes } = (api ?? {}) as { readonly oauth2PermissionScopes?: PropertyValue };
  return { appRoles: appRoles ?? null, oauth2PermissionScopes: oauth2PermissionScopes ?? null };
}

/** Brings the service principal to what the application declares now. The application is locked, and goes first. */
export async function passOnDeclarations(change: Change, before: Application, after: Application): Promise<void> {
  const [was, is] = [before, after].map(({ properties }) => JSON.stringify(declarationsOf(properties)));
  if (was === is) return;
  const { objects } = change.session;
  const found = await objects.findByKey('servicePrincipal', 'appId', after.properties.appId as string);
  const principal = found && (await objects.lock('servicePrincipal', found.id));
  if (principal === undefined) return;
  const properties = { ...principal.properties, ...declarationsOf(after.properties) };
  const next = { ...principal, version: principal.version + 1, properties };
  if (changedProperties(principal, next).length === 0) return;
  await objects.update(principal, next);
  change.fact(next, 'update', describeChange(principal, next));
}
