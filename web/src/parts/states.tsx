// What is shown where there are no data: nothing yet, nothing at all, a fault.
import type { ComponentChildren } from 'preact';
import type { Fault } from '../api';
import { t } from '../words';
import { Button } from './button';
import { Page } from './page';
import { Name } from './text';

export const Loading = () => (
  <p class="state" role="status">
    {t('loading')}
  </p>
);

export const Empty = ({ children, next }: { children: ComponentChildren; next?: ComponentChildren }) => (
  <div class="state">
    <p>{children}</p>
    {next}
  </div>
);

export function faultWords(fault: Fault): string {
  if (fault.status === 0) return t('fault.offline');
  if (fault.status === 401) return t('sign.in.again');
  if (fault.status === 403) return t('fault.denied');
  if (fault.status === 404) return t('fault.missing');
  if (fault.code === 'changed') return t('fault.conflict');
  if (fault.status === 429) return t('fault.often');
  return t('fault.other');
}

/** The fault in the person's language, then the server's own words. */
export function FaultLine({ fault }: { fault: Fault }) {
  return (
    <p class="fault">
      <strong>{faultWords(fault)}</strong>
      {fault.message && (
        <>
          {' '}
          <Name>{fault.message}</Name>
        </>
      )}
      {fault.remedy && (
        <>
          {' '}
          · <Name>{fault.remedy}</Name>
        </>
      )}
    </p>
  );
}

export const Failed = ({ fault, onRetry }: { fault: Fault; onRetry?: () => void }) => (
  <div class="state" role="alert">
    <FaultLine fault={fault} />
    {onRetry && fault.status !== 403 && <Button onClick={onRetry}>{t('retry')}</Button>}
  </div>
);

/** Shows a loaded thing, or the state that stands for it; with a title where the thing brings its own. */
export function Shown<T>({
  of,
  children,
  title,
}: {
  of: { data: T | undefined; fault: Fault | undefined; reload: () => void };
  children: (data: T) => ComponentChildren;
  title?: string;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  const state = of.fault ? <Failed fault={of.fault} onRetry={of.reload} /> : <Loading />;
  return title ? <Page title={title}>{state}</Page> : state;
}
