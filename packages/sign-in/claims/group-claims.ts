import type { Api, People } from '../ports.ts';

/** More groups than this do not fit into a token: it says where to ask instead. */
const mostGroups = 200;

/**
 * The claims that name a person's groups; none when the application did not ask for them.
 *
 * @param graphUrl base URL of the directory's own API
 * @see "Groups overage claim" of the Microsoft identity platform
 */
export async function groupClaims(
  people: People,
  personId: string,
  { groupMembershipClaims: which, servicePrincipalId }: Pick<Api, 'groupMembershipClaims' | 'servicePrincipalId'>,
  graphUrl: string,
): Promise<Record<string, unknown>> {
  if (which === 'None') return {};
  const groups = await people.groupsOf(personId, which, servicePrincipalId, mostGroups);
  if (groups !== 'too many') return { groups };
  const endpoint = `${graphUrl}/v1.0/users/${personId}/getMemberObjects`;
  return { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint } } };
}
