import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useIsOffered } from './own-places.ts';
import { useChosen } from './preferences.ts';
import { placeIcons, sections } from './sections.ts';

const useStyles = makeStyles({
  navigation: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  heading: {
    margin: 0,
    padding: '0 0.75rem 0.35rem',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
  },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  link: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '0.45rem 0.75rem',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecoration: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground2Hover },
    '&.active': {
      color: tokens.colorNeutralForeground1Selected,
      fontWeight: tokens.fontWeightSemibold,
      backgroundColor: tokens.colorSubtleBackgroundSelected,
      '@media (forced-colors: active)': {
        forcedColorAdjust: 'none',
        backgroundColor: 'Highlight',
        color: 'HighlightText',
      },
    },
    '&.active::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '0',
      insetBlock: '0.5rem',
      width: '3px',
      borderRadius: tokens.borderRadiusMedium,
      backgroundColor: tokens.colorCompoundBrandForeground1,
    },
    '&.active svg': {
      color: tokens.colorNeutralForeground2BrandSelected,
      '@media (forced-colors: active)': { color: 'inherit' },
    },
  },
  icon: { flexShrink: 0 },
});

/** The pages by what belongs together; the one that is open is marked. */
export function Navigation({ onGo }: { readonly onGo?: () => void }) {
  const styles = useStyles();
  const { texts } = useChosen();
  const id = useId();
  const isOffered = useIsOffered();
  const own = sections
    .map((section) => ({ ...section, places: section.places.filter(({ name }) => isOffered(name)) }))
    .filter(({ places }) => places.length > 0);
  return (
    <nav className={styles.navigation} aria-label={texts.navigation}>
      {own.map(({ heading, places }) => (
        <div key={heading ?? ''}>
          {heading !== undefined && (
            <h2 className={styles.heading} id={`${id}${heading}`}>
              {texts.sections[heading]}
            </h2>
          )}
          <ul className={styles.list} aria-labelledby={heading && `${id}${heading}`}>
            {places.map(({ name, path }) => {
              const { plain: Plain, full: Full } = placeIcons[name]!;
              return (
                <li key={name}>
                  <Link
                    to={path}
                    className={styles.link}
                    activeOptions={{ exact: path === '/', includeSearch: false }}
                    onClick={onGo}
                  >
                    {({ isActive }: { isActive: boolean }) => (
                      <>
                        {isActive ? <Full className={styles.icon} /> : <Plain className={styles.icon} />}
                        {texts[name]}
                      </>
                    )}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
