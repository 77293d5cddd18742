import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link, Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { AccountMenu } from './account-menu.tsx';
import { places } from './places.ts';
import { useChosen } from './preferences.ts';

const loadPalette = async () => ({ default: (await import('./command-palette.tsx')).CommandPalette });
const CommandPalette = lazy(loadPalette);
const ToastPlace = lazy(async () => ({ default: (await import('./toast-place.tsx')).ToastPlace }));

const narrow = '@media (max-width: 700px)';

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateColumns: '13rem minmax(0, 1fr)',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    height: '100vh',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto auto minmax(0, 1fr)' },
  },
  bar: {
    gridColumn: '1 / -1',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '0.4rem 1rem',
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { fontWeight: tokens.fontWeightSemibold, marginInlineEnd: 'auto' },
  toggle: { display: 'none', [narrow]: { display: 'inline-flex' } },
  navigation: {
    padding: '0.5rem',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowY: 'auto',
    [narrow]: { display: 'none' },
  },
  open: { [narrow]: { display: 'block' } },
  list: { margin: 0, padding: 0 },
  link: {
    display: 'block',
    padding: '0.5rem 0.75rem',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecoration: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '&.active': { backgroundColor: tokens.colorNeutralBackground1Selected, fontWeight: tokens.fontWeightSemibold },
  },
  skip: {
    position: 'absolute',
    insetInlineStart: '-999px',
    ':focus': { insetInlineStart: '1rem', zIndex: 1, backgroundColor: tokens.colorNeutralBackground1 },
  },
  content: { padding: '1rem', overflow: 'auto', minWidth: 0 },
});

/** Bar, navigation, and the page of the route. */
export function Frame() {
  const styles = useStyles();
  const { texts } = useChosen();
  const [isOpen, setIsOpen] = useState(false);
  const [hasPalette, setHasPalette] = useState(false);
  useEffect(() => {
    void loadPalette(); // so that no key is lost that is pressed after Ctrl+K
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setHasPalette(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <Button className={styles.skip} onClick={() => document.getElementById('content')?.focus()}>
          {texts.skip}
        </Button>
        <Button
          className={styles.toggle}
          appearance="subtle"
          aria-expanded={isOpen}
          aria-label={texts.showNavigation}
          onClick={() => setIsOpen(!isOpen)}
        >
          ☰
        </Button>
        <span className={styles.name}>{texts.appName}</span>
        <Button appearance="subtle" title="Ctrl+K" onClick={() => setHasPalette(true)}>
          {texts.command}
        </Button>
        <AccountMenu />
      </header>
      <nav className={mergeClasses(styles.navigation, isOpen && styles.open)} aria-label={texts.navigation}>
        <ul className={styles.list}>
          {places.map(({ name, path }) => (
            <li key={name}>
              <Link
                to={path}
                className={styles.link}
                activeOptions={{ exact: path === '/' }}
                onClick={() => setIsOpen(false)}
              >
                {texts[name]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" tabIndex={-1} className={styles.content}>
        <Outlet />
      </main>
      <Suspense>
        {hasPalette && <CommandPalette onClose={() => setHasPalette(false)} />}
        <ToastPlace />
      </Suspense>
    </div>
  );
}
