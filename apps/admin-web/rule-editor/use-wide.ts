import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 1100px)');

/** True where builder and text have room beside each other. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      wide.addEventListener('change', changed);
      return () => wide.removeEventListener('change', changed);
    },
    () => wide.matches,
  );
}
