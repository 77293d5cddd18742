import { useEffect, useState } from 'react';

/**
 * What somebody types, at once, while the address follows; and what the address says when it changes otherwise: by a saved view, a
 * link, or the way back.
 *
 * @param asked as the address says it
 */
export function useTyped(asked: string): [string, (text: string) => void] {
  const [typed, setTyped] = useState(asked);
  useEffect(() => {
    const { activeElement } = document;
    const isTyping = activeElement instanceof HTMLInputElement && activeElement.type === 'search';
    if (!isTyping) setTyped(asked);
  }, [asked]);
  return [typed, setTyped];
}
