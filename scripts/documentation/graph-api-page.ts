import { servedCollections } from '../../packages/graph-api/capabilities/served-collections.ts';
import { routes } from '../../packages/graph-api/routes/routes.ts';
import type { Route } from '../../packages/graph-api/routing/route.ts';
import { code, heading, table } from './table.ts';

const introduction = `Every address that is answered, under \`/v1.0\` and \`/beta\` unless a column says otherwise. \`{}\` stands for a key: an object
id, for users also a user principal name; \`users/{}\` and \`users('…')\` are the same. A cast is written behind the last segment:
\`groups/{id}/members/microsoft.graph.user\`. Any other address is answered with 400 \`BadRequest\`, another method with 405.

Besides these: \`GET /{version}/\` (service document), \`GET /{version}/$metadata\` (needs no token), \`POST /{version}/$batch\`; \`HEAD\`
wherever \`GET\` is.

`;

/** `docs/graph-api.md`: every route of the API, by collection. */
export function graphApiPage(): string {
  const isMe = (route: Route) => route.path === 'me' || route.path.startsWith('me/');
  const collections = new Map<string, Route[]>();
  for (const route of routes.filter((each) => !isMe(each))) {
    const name = sectionOf(route);
    collections.set(name, [...(collections.get(name) ?? []), route]);
  }
  const sections = [...collections].map(([name, members]) => `## ${name}\n\n${routeTable(members)}`);
  const me = `## me

Everything under \`users/{}\` is also known under \`me\` (${routes.filter(isMe).length} addresses), for the person who is signed in. An application that
acts by itself is no user: it is answered there with 400 \`BadRequest\`.
`;
  const served = `\nThe service document lists ${servedCollections.map(code).join(', ')}.\n`;
  return (
    [heading('Microsoft Graph: addresses', '`packages/graph-api/routes`') + introduction, ...sections, me].join('\n') +
    served
  );
}

/** Addresses below a container without objects of its own stand under two segments. */
function sectionOf({ path }: Route): string {
  const segments = path.split('/');
  return /^(directory|identity|policies)$/.test(segments[0]!) ? segments.slice(0, 2).join('/') : segments[0]!;
}

function routeTable(members: readonly Route[]): string {
  const rows = members.map(({ method, path, casts = [], version }) => [
    method,
    code(`/${path}`),
    version ?? 'both',
    casts.map(code).join(', '),
  ]);
  return table(['Method', 'Address', 'Version', 'Casts'], rows);
}
