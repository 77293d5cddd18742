import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The width that a picture has in the page, in pixels; 0 until it is measured. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const seen = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    seen.observe(current);
    return () => seen.disconnect();
  }, []);
  return [element, width];
}

/** Room around a picture for its axes. */
export const margins = { top: 8, right: 12, bottom: 24, left: 48 } as const;
