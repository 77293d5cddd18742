import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { roleInWords } from '../role-names/role-words.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { accessTexts } from './access-texts.ts';
import { useObjectName } from './role-queries.ts';
import type { AccessRequest, AccessSchedule, NamedObject } from './role-records.ts';

const useStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecoration: 'none',
    ':hover': { textDecoration: 'underline' },
  },
});

/** What is held, in words: the role, or member or owner of which group. */
export function useHeldName(): (of: AccessSchedule | AccessRequest) => string {
  const { language } = useChosen();
  const texts = useTexts(accessTexts);
  return (of) => {
    if (of.groupId === undefined) {
      const role = of.roleDefinition;
      return role == null ? texts.unknown : roleInWords(role, of.roleDefinitionId, language).displayName;
    }
    const name = of.group?.displayName ?? texts.unknown;
    return of.accessId === 'owner' ? texts.asOwner(name) : texts.asMember(name);
  };
}

/** Where a role that somebody asks for is to count, by the name that came with the request. */
export function useScopeText(): (of: AccessRequest) => string {
  const texts = useTexts(accessTexts);
  return ({ directoryScopeId, directoryScope }) =>
    directoryScopeId === '/' ? texts.wholeDirectory : (directoryScope?.displayName ?? texts.unknown);
}

/** An instant in the person's language and time zone. */
export function useTimeText(): (instant: string | null | undefined) => string {
  const { language } = useChosen();
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (instant) => (instant == null ? '' : written.format(new Date(instant)));
}

/** Where a role counts, by name. */
export function ScopeName({ scope }: { readonly scope: string }) {
  const styles = useStyles();
  const texts = useTexts(accessTexts);
  const id = scope === '/' ? undefined : scope.split('/').at(-1);
  const name = useObjectName(id);
  if (id === undefined) return texts.wholeDirectory;
  const shown = name === null ? texts.unknown : (name ?? '…');
  if (!scope.startsWith('/administrativeUnits/')) return shown;
  return (
    <Link className={styles.link} to={`/roles/administrative-units/${id}`}>
      {shown}
    </Link>
  );
}

const pages: Readonly<Record<string, string>> = {
  '#microsoft.graph.user': '/users',
  '#microsoft.graph.group': '/groups',
  '#microsoft.graph.device': '/devices',
};

/** The name of an object, leading to its page where it has one. */
export function ObjectLink({ object }: { readonly object: NamedObject | null | undefined }) {
  const styles = useStyles();
  const texts = useTexts(accessTexts);
  if (object == null) return texts.unknown;
  const page = pages[object['@odata.type'] ?? ''];
  const name = object.displayName ?? object.id;
  if (page === undefined) return name;
  return (
    <Link className={styles.link} to={`${page}/${object.id}`}>
      {name}
    </Link>
  );
}
