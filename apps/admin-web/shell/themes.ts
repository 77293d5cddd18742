import { type Theme, teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ThemeName } from './preferences.ts';

const darkness = window.matchMedia('(prefers-color-scheme: dark)');
const contrast = window.matchMedia('(forced-colors: active)');

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
}

/** What the colours of the theme for high contrast stand for, in the words of the system. */
const systemColors: Readonly<Record<string, string>> = {
  '#ffffff': 'CanvasText',
  '#000000': 'Canvas',
  '#ffff00': 'LinkText',
  '#1aebff': 'Highlight',
  '#3ff23f': 'GrayText',
};

/** The colours that the person chose for the whole system. */
function systemTheme(): Theme {
  const named = Object.entries(teamsHighContrastTheme).map(([name, value]) => {
    const isOnHighlight = value === '#000000' && name.includes('Foreground');
    return [name, isOnHighlight ? 'HighlightText' : (systemColors[String(value)] ?? value)];
  });
  return Object.fromEntries(named) as Theme;
}

/** Sizes of text in rem: it grows with the size that the person set in the browser. */
function withGrowingText(theme: Theme): Theme {
  const grown = Object.entries(theme).map(([name, value]) => {
    const px = /^(?:fontSize|lineHeight)/.test(name) ? /^([\d.]+)px$/.exec(String(value)) : null;
    return [name, px === null ? value : `${Number(px[1]) / 16}rem`];
  });
  return Object.fromEntries(grown) as Theme;
}

/** The theme that was chosen; colours that the system forces go before it. */
export function useTheme(name: ThemeName): Theme {
  const [isDark, isForced] = [useMedia(darkness), useMedia(contrast)];
  const isShownDark = name === 'dark' || (name === 'system' && isDark);
  // What the browser draws itself goes along: bars for scrolling, fields of dates, the choice of a file.
  const isDrawnDark = isShownDark || name === 'contrast';
  useEffect(() => {
    document.documentElement.style.colorScheme = isForced ? 'light dark' : isDrawnDark ? 'dark' : 'light';
  }, [isForced, isDrawnDark]);
  return useMemo(() => {
    if (isForced) return withGrowingText(systemTheme());
    if (name === 'contrast') return withGrowingText(teamsHighContrastTheme);
    return withGrowingText(isShownDark ? webDarkTheme : webLightTheme);
  }, [isForced, name, isShownDark]);
}
