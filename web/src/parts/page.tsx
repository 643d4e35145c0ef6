// The frame of a screen: its heading, what one can do on it, and its body.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../words';

/** The heading takes the focus when the screen appears, so that a screen reader says where one is. */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  title: ComponentChildren;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${heading.current?.textContent ?? ''} · ${t('marsad')}`;
  });
  return (
    <>
      <div class="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p class="muted">{lead}</p>}
        </div>
        {actions && <div class="row no-print">{actions}</div>}
      </div>
      {children}
    </>
  );
}

export const Panel = ({
  title,
  children,
  class: name = '',
  id,
}: {
  title: ComponentChildren;
  children: ComponentChildren;
  class?: string;
  id?: string;
}) => (
  <section class={'panel ' + name} aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);
