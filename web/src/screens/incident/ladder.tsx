// The ladder of figures: one bar for each source's last figure, and above them what the policy makes of all.
import { PolicyChooser } from '../../parts/incident-filters';
import { Badge } from '../../parts/badge';
import { Panel } from '../../parts/page';
import { Bounds, Name } from '../../parts/text';
import { count, numeral, t, term } from '../../words';
import type { Incident, Measure } from '../../types';
import { speakerOf } from './disputes';

const shown = 16;

interface Bar {
  key: string;
  label: string;
  low: number | null;
  high: number | null;
  policy?: boolean;
  best?: number | null;
}

function bars(incident: Incident, kind: string, measure: Measure | undefined): Bar[] {
  const last = incident.series
    .filter((series) => series.kind === kind)
    .map((series): Bar => {
      const point = series.points.at(-1);
      return {
        key: series.origin,
        label: speakerOf(series.origin, incident.claims[series.origin]),
        low: point?.low ?? null,
        high: point?.high ?? null,
      };
    });
  const sorted = last.sort((a, b) => (a.low ?? a.high ?? 0) - (b.low ?? b.high ?? 0));
  if (!measure) return sorted;
  const { policy, version } = incident.range;
  return [
    {
      key: 'policy',
      label: `${policy} ${version}`,
      low: measure.low,
      high: measure.high,
      best: measure.best,
      policy: true,
    },
    ...sorted,
  ];
}

/** A range on a scale from 0; an open end fades out. */
function Rung({ bar, most }: { bar: Bar; most: number }) {
  const low = bar.low ?? 0;
  const high = bar.high ?? most;
  const style = {
    insetInlineStart: `${(low / most) * 100}%`,
    inlineSize: `${Math.max(((high - low) / most) * 100, 1.2)}%`,
  };
  return (
    <li class={bar.policy ? 'rung policy' : 'rung'}>
      <span class="rung-label">
        <Name>{bar.label}</Name>
      </span>
      <span class="rung-scale" aria-hidden="true">
        <span
          class={'rung-bar' + (bar.high === null ? ' open-high' : '') + (bar.low === null ? ' open-low' : '')}
          style={style}
        />
        {bar.best != null && <span class="rung-best" style={{ insetInlineStart: `${(bar.best / most) * 100}%` }} />}
      </span>
      <span class="rung-number">
        <Bounds low={bar.low} high={bar.high} />
        {bar.best != null && (
          <small>
            {' '}
            {t('best')} <bdi>{numeral(bar.best)}</bdi>
          </small>
        )}
      </span>
    </li>
  );
}

export function Ladder({ incident }: { incident: Incident }) {
  const kinds = [...new Set(incident.series.map((series) => series.kind))];
  return (
    <Panel title={t('ladder')} id="ladder">
      <div class="row">
        <PolicyChooser />
        {incident.range.grade && (
          <Badge tone={'grade-' + incident.range.grade}>
            {t('grade')}: {term('grade', incident.range.grade)}
          </Badge>
        )}
        <span class="muted">{count('n.origins', incident.range.origins)}</span>
      </div>
      {kinds.map((kind) => {
        const all = bars(
          incident,
          kind,
          incident.range.measures.find((measure) => measure.kind === kind),
        );
        const most =
          Math.max(1, ...all.map((bar) => Math.max(bar.high ?? 0, (bar.low ?? 0) * (bar.high === null ? 1.25 : 1)))) *
          1.05;
        return (
          <section key={kind}>
            <h3>{term('kind', kind)}</h3>
            <ul class="ladder">
              {all.slice(0, shown).map((bar) => (
                <Rung key={bar.key} bar={bar} most={most} />
              ))}
            </ul>
            {all.length > shown && (
              <details>
                <summary>
                  {t('more')} ({count('n.origins', all.length - shown)})
                </summary>
                <ul class="ladder">
                  {all.slice(shown).map((bar) => (
                    <Rung key={bar.key} bar={bar} most={most} />
                  ))}
                </ul>
              </details>
            )}
          </section>
        );
      })}
      {kinds.length === 0 && <p class="muted">{t('figures.none')}</p>}
      <p class="muted note">{t('documented')}</p>
    </Panel>
  );
}
