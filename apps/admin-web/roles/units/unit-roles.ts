import type { RoleDefinition } from '../role-records.ts';

/** Built-in roles that can be held in a unit, by their template ids; the API refuses the others. */
const builtIn: ReadonlySet<string> = new Set([
  'c4e39bd9-1100-46d3-8c65-fb160da0071f', // Authentication Administrator
  '7698a772-787b-4ac8-901f-60d6b08affd2', // Cloud Device Administrator
  'fdd7a751-b60b-444a-984c-02652fe8fa1c', // Groups Administrator
  '729827e3-9c14-49f7-bb1b-9608f156bbb8', // Helpdesk Administrator
  '4d6ac14f-3453-41d0-bef9-a3e0c569773a', // License Administrator
  '966707d0-3269-4727-9be2-8c3a10f19b9d', // Password Administrator
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13', // Privileged Authentication Administrator
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', // SharePoint Administrator
  '69091246-20e8-4a56-aa4d-066075b2a7a8', // Teams Administrator
  'fe930be7-5e62-47db-91af-98c3a49a38b1', // User Administrator
]);

/** Whether a role can be held in an administrative unit: some built-in ones, and all of the organisation's own. */
export const isForUnits = (role: Pick<RoleDefinition, 'id' | 'isBuiltIn'>) => !role.isBuiltIn || builtIn.has(role.id);
