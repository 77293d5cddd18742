import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';

const places: Readonly<Record<string, string>> = { user: '/users', group: '/groups', device: '/devices' };

/** Where an object has its page; undefined for what has none. @param type `User`, `#microsoft.graph.user` */
export function pageOf(type: string, id: string): string | undefined {
  const place = places[type.replace('#microsoft.graph.', '').toLowerCase()];
  return place === undefined ? undefined : `${place}/${id}`;
}

const useStyles = makeStyles({ link: { color: tokens.colorBrandForegroundLink } });

export interface ObjectLinkProps {
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

/** The name of an object, leading to its page where it has one. */
export function ObjectLink({ type, id, name }: ObjectLinkProps) {
  const styles = useStyles();
  const page = pageOf(type, id);
  if (page === undefined) return name;
  return (
    <Link to={page} className={styles.link}>
      {name}
    </Link>
  );
}
