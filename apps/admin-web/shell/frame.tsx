import { makeStyles, tokens } from '@fluentui/react-components';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Bar } from './bar.tsx';
import { narrow } from './narrow.ts';
import { Navigation } from './navigation.tsx';
import { usePageArrival } from './page-arrival.ts';

const loadPalette = async () => ({ default: (await import('./command-palette.tsx')).CommandPalette });
const CommandPalette = lazy(loadPalette);
const NavigationDrawer = lazy(async () => ({ default: (await import('./navigation-drawer.tsx')).NavigationDrawer }));
const ToastPlace = lazy(async () => ({ default: (await import('./toast-place.tsx')).ToastPlace }));

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateColumns: '14.5rem minmax(0, 1fr)',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    height: '100vh',
    backgroundColor: tokens.colorNeutralBackground3,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  navigation: { padding: '0.5rem', overflowY: 'auto', [narrow]: { display: 'none' } },
  content: {
    padding: '1rem 1.5rem',
    overflow: 'auto',
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    borderStartStartRadius: tokens.borderRadiusXLarge,
    border: `0 solid ${tokens.colorNeutralStroke2}`,
    borderBlockStartWidth: '1px',
    borderInlineStartWidth: '1px',
    outlineOffset: '-2px',
    [narrow]: { padding: '0.75rem 1rem', borderStartStartRadius: 0, borderInlineStartWidth: 0 },
  },
});

/** Calls back at Ctrl+K, and at Command+K where there is such a key. */
function usePaletteKey(onKey: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      onKey();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onKey]);
}

/** Bar, navigation, and the page of the route. */
export function Frame() {
  const styles = useStyles();
  const content = useRef<HTMLElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [hasPalette, setHasPalette] = useState(false);
  usePaletteKey(() => setHasPalette(true));
  usePageArrival(content);
  useEffect(() => void loadPalette(), []); // so that no key is lost that is pressed after Ctrl+K
  return (
    <div className={styles.frame}>
      <Bar isNavigationOpen={isOpen} onNavigation={() => setIsOpen(true)} onCommand={() => setHasPalette(true)} />
      <div className={styles.navigation}>
        <Navigation />
      </div>
      <main id="content" ref={content} tabIndex={-1} className={styles.content}>
        <Outlet />
      </main>
      <Suspense>
        {isOpen && <NavigationDrawer onClose={() => setIsOpen(false)} />}
        {hasPalette && <CommandPalette onClose={() => setHasPalette(false)} />}
        <ToastPlace />
      </Suspense>
    </div>
  );
}
