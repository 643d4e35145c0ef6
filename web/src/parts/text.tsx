// Words that came from outside the interface: isolated, and with their own direction.
import type { ComponentChildren } from 'preact';
import { day, days, placeName, range } from '../format';
import { t, term } from '../words';
import type { Place } from '../types';

/** A name, number or id inside a line of the interface. */
export const Name = ({ children }: { children: ComponentChildren }) => <bdi dir="auto">{children}</bdi>;

/** A piece of news: its direction is its own. */
export const News = ({ children, class: name = '' }: { children: ComponentChildren; class?: string }) => (
  <span dir="auto" class={'news ' + name}>
    {children}
  </span>
);

export const Quote = ({ children }: { children: ComponentChildren }) => (
  <q dir="auto" class="news">
    {children}
  </q>
);

export const Code = ({ children }: { children: ComponentChildren }) => (
  <bdi dir="ltr" class="code">
    {children}
  </bdi>
);

export const Bounds = ({
  low,
  high,
  approximate,
}: {
  low: number | null | undefined;
  high: number | null | undefined;
  approximate?: boolean;
}) => <bdi class="number">{range(low, high, approximate)}</bdi>;

export const Day = ({ value }: { value: string | null | undefined }) => (
  <bdi class="day">{value ? <time dateTime={value}>{day(value)}</time> : '—'}</bdi>
);

export const Days = ({ from, to, dated = true }: { from: string | null; to: string | null; dated?: boolean }) => (
  <bdi class="day" title={dated ? undefined : t('day.of.publication')}>
    {days(from, to)}
    {dated ? '' : ' *'}
  </bdi>
);

/** A place and how exact it is; never a name alone. */
export function Where({ place }: { place: Place | null }) {
  if (!place) return <span class="muted">{t('not.located')}</span>;
  return (
    <span class="where">
      <Name>{placeName(place)}</Name> <small class="muted">{term('level', place.level)}</small>
    </span>
  );
}
