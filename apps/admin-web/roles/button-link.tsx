import { Button } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** A button that leads to a page. */
export function ButtonLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const navigate = useNavigate();
  return <Button onClick={() => void navigate({ to })}>{children}</Button>;
}
