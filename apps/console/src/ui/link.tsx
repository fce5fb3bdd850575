import { useRouter } from '@tanstack/react-router';
import type { ButtonProps } from 'antd';
import { Button } from 'antd';
import type { MouseEvent, ReactNode } from 'react';
import { useGo } from '../lib/location.ts';

/** Whether the browser should handle a click itself: a new tab, a new window, a download. */
const isForBrowser = (event: MouseEvent): boolean =>
  event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

const useLink = (href: string) => {
  const go = useGo();
  const router = useRouter();
  return {
    href,
    onClick: (event: MouseEvent) => {
      if (isForBrowser(event)) return;
      event.preventDefault();
      go(href);
    },
    // Loads the page's code, never its data: looking at an item is an act that leaves a trace.
    onPointerEnter: () => {
      const [pathname = href] = href.split('?');
      const [routes] = router.getMatchedRoutes(pathname);
      for (const route of routes) void router.loadRouteChunk(route);
    },
  };
};

interface Props {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly current?: boolean;
  readonly onGo?: () => void;
}

/** A link to an address made by `app/paths.ts`. */
export const GoLink = ({ href, children, className, current, onGo }: Props): ReactNode => {
  const link = useLink(href);
  return (
    <a
      href={href}
      onPointerEnter={link.onPointerEnter}
      className={className}
      aria-current={current === true ? 'page' : undefined}
      onClick={(event) => {
        link.onClick(event);
        onGo?.();
      }}
    >
      {children}
    </a>
  );
};

/** The same, looking like a button. */
export const GoButton = ({
  href,
  ...button
}: Omit<ButtonProps, 'href' | 'onClick'> & { readonly href: string }): ReactNode => {
  const link = useLink(href);
  return <Button {...button} {...link} />;
};
