import { graph } from './graph.ts';
import { problemOf } from './graph-problem.ts';

/**
 * How many users fulfil each of these conditions, in their order; twenty to a message.
 *
 * @param filters in OData
 */
export async function countUsers(filters: readonly string[]): Promise<readonly number[]> {
  const requests = filters.map((filter) => ({
    method: 'GET' as const,
    path: `/users?$count=true&$top=1&$select=id&$filter=${encodeURIComponent(filter)}`,
  }));
  const answers = await graph.batch(requests);
  return answers.map(({ status, body }) => {
    if (status !== 200) throw problemOf(status, body);
    return (body as { '@odata.count': number })['@odata.count'];
  });
}
