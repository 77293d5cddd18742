import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import type { Row } from '../lists/list-column.ts';
import { type DirectoryExtension, listUserExtensions } from './properties/directory-extensions.ts';
import { shownProperties } from './properties/property-names.ts';

/** A user with everything that the profile shows, and the extensions that users can have. */
export interface Profile {
  readonly user: Row & { readonly manager?: Row | null };
  readonly extensions: readonly DirectoryExtension[];
}

/** Reads one person; the key is that of every query about them. */
export function useProfile(id: string) {
  return useQuery({ queryKey: ['object', 'users', id, 'profile'], queryFn: ({ signal }) => readProfile(id, signal) });
}

async function readProfile(id: string, signal: AbortSignal): Promise<Profile> {
  const extensions = await listUserExtensions();
  const select = [...shownProperties, ...extensions.map(({ name }) => name)].join(',');
  return {
    user: await graph.get<Profile['user']>(
      `/users/${id}?$select=${select}&$expand=manager($select=id,displayName)`,
      signal,
    ),
    extensions,
  };
}
