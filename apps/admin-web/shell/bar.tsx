import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Navigation24Regular } from '@fluentui/react-icons/svg/navigation';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Logo } from './logo.tsx';
import { narrow } from './narrow.ts';
import { useChosen } from './preferences.ts';

const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }));

const useStyles = makeStyles({
  bar: {
    gridColumn: '1 / -1',
    display: 'grid',
    gridTemplateColumns: '1fr minmax(12rem, 30rem) 1fr',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '0.5rem 1rem',
    // With room for the account, which comes a moment later, so that nothing moves then.
    boxSizing: 'border-box',
    minHeight: '3.5rem',
    [narrow]: {
      display: 'flex',
      gap: tokens.spacingHorizontalS,
      padding: '0.4rem 0.5rem',
      minHeight: '3.3rem',
    },
  },
  start: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    [narrow]: { marginInlineEnd: 'auto' },
  },
  end: { justifySelf: 'end', minHeight: '32px' },
  toggle: { display: 'none', minWidth: '32px', [narrow]: { display: 'inline-flex' } },
  home: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
    textDecoration: 'none',
  },
  command: {
    justifyContent: 'flex-start',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
    [narrow]: { display: 'none' },
  },
  commandText: { flexGrow: 1, textAlign: 'start' },
  key: { fontFamily: 'inherit', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  skip: {
    position: 'absolute',
    insetInlineStart: '-999px',
    ':focus': { insetInlineStart: '1rem', zIndex: 2 },
  },
});

export interface BarProps {
  readonly isNavigationOpen: boolean;
  onNavigation(): void;
  onCommand(): void;
}

/** What stands above every page: the way to the content, the name, the palette and the account. */
export function Bar({ isNavigationOpen, onNavigation, onCommand }: BarProps) {
  const styles = useStyles();
  const { texts } = useChosen();
  return (
    <header className={styles.bar}>
      <Button className={styles.skip} onClick={() => document.getElementById('content')?.focus()}>
        {texts.skip}
      </Button>
      <div className={styles.start}>
        <Button
          className={styles.toggle}
          appearance="subtle"
          aria-expanded={isNavigationOpen}
          aria-haspopup="dialog"
          aria-label={texts.showNavigation}
          icon={<Navigation24Regular />}
          onClick={onNavigation}
        />
        <Link to="/" className={styles.home}>
          <Logo />
          {texts.appName}
        </Link>
      </div>
      <Button
        className={styles.command}
        icon={<Search20Regular />}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={onCommand}
      >
        <span className={styles.commandText}>{texts.command}</span>
        <kbd className={styles.key}>{texts.commandKey}</kbd>
      </Button>
      <Button
        className={styles.toggle}
        appearance="subtle"
        aria-label={texts.command}
        icon={<Search20Regular />}
        onClick={onCommand}
      />
      <div className={styles.end}>
        <Suspense>
          <AccountMenu />
        </Suspense>
      </div>
    </header>
  );
}
