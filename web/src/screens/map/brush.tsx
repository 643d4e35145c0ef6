// The time brush: bars of incidents over time, and two handles that narrow the days.
import { useState } from 'preact/hooks';
import { useData } from '../../api';
import { day } from '../../format';
import { incidentQuery } from '../../parts/incident-filters';
import { refine, route } from '../../router';
import { t } from '../../words';
import type { TimelineData } from '../timeline';

/** The bars stand for all days, whatever the brush has chosen. */
export function TimeBrush() {
  const { data } = useData<TimelineData>('/timeline', { ...incidentQuery(), since: undefined, until: undefined }, [
    'incident',
  ]);
  const { since, until } = route.value.query;
  const bars = data?.incidents ?? [];
  const last = bars.length - 1;
  const from = since
    ? Math.max(
        0,
        bars.findIndex((bar) => bar.day >= since),
      )
    : 0;
  const upTo = until ? bars.findLastIndex((bar) => bar.day <= until) : last;
  const [moving, move] = useState<[number, number] | null>(null);
  if (bars.length < 2) return null;
  const [a, b] = moving ?? [from, upTo < 0 ? last : upTo];
  const most = Math.max(...bars.map((bar) => bar.count));
  const commit = (low: number, high: number) => {
    move(null);
    refine({ since: low === 0 ? undefined : bars[low]?.day, until: high === last ? undefined : bars[high]?.day });
  };
  const handle = (label: string, value: number, change: (value: number) => [number, number]) => (
    <label class="brush-handle">
      <span>
        {label} <bdi>{day(bars[value]?.day)}</bdi>
      </span>
      <input
        type="range"
        min={0}
        max={last}
        value={value}
        aria-valuetext={day(bars[value]?.day)}
        onInput={(event) => move(change(Number(event.currentTarget.value)))}
        onChange={(event) => commit(...change(Number(event.currentTarget.value)))}
      />
    </label>
  );
  return (
    <div class="brush" role="group" aria-label={t('brush')}>
      <div class="brush-bars" aria-hidden="true">
        {bars.map((bar, index) => (
          <span
            key={bar.day}
            class={index >= a && index <= b ? 'in' : ''}
            style={{ blockSize: `${(bar.count / most) * 100}%` }}
          />
        ))}
      </div>
      {handle(t('since'), a, (value) => [Math.min(value, b), b])}
      {handle(t('until'), b, (value) => [a, Math.max(value, a)])}
    </div>
  );
}
