import { useRouter } from '@tanstack/react-router';
import { type RefObject, useEffect } from 'react';
import { useChosen } from './preferences.ts';

/** True when nothing holds the keyboard that the person could miss: nothing at all, or what led here. */
function isFree(content: HTMLElement): boolean {
  const { activeElement } = document;
  return (
    activeElement === null ||
    activeElement === document.body ||
    !content.contains(activeElement) ||
    activeElement === content
  );
}

/**
 * Every page begins with its heading: it names the tab of the browser, and takes the keyboard when somebody has come from another
 * page, so that the name is read out and the next key is meant for this page. A heading that comes later, with what is
 * loaded, does so then, unless the person has begun to do something.
 */
export function usePageArrival(content: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  const { texts } = useChosen();
  useEffect(() => {
    const main = content.current!;
    let isAwaited = false;
    const look = () => {
      const heading = main.querySelector('h1');
      const name = heading?.textContent ?? '';
      document.title = name === '' ? texts.productName : `${name} – ${texts.productName}`;
      if (!isAwaited || heading === null || document.querySelector('[role=dialog]') !== null) return;
      isAwaited = false;
      if (!isFree(main)) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    const seen = new MutationObserver(look);
    seen.observe(main, { childList: true, subtree: true, characterData: true });
    const closing = new MutationObserver(look);
    closing.observe(document.body, { childList: true });
    const busy = () => {
      isAwaited = false;
    };
    for (const kind of ['keydown', 'pointerdown'] as const) window.addEventListener(kind, busy, true);
    const forget = router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
      isAwaited = pathChanged && fromLocation !== undefined;
      look();
    });
    look();
    return () => {
      forget();
      seen.disconnect();
      closing.disconnect();
      for (const kind of ['keydown', 'pointerdown'] as const) window.removeEventListener(kind, busy, true);
    };
  }, [content, router, texts]);
}
