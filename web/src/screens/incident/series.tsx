// Figures over time, one series for each origin: an update is not an addition.
import { Chart } from '../../parts/chart';
import { Panel } from '../../parts/page';
import { Table } from '../../parts/table';
import { Bounds, Day, Name } from '../../parts/text';
import { day, range, shortDay } from '../../format';
import { language } from '../../state';
import { t, term } from '../../words';
import type { Incident } from '../../types';
import { speakerOf } from './disputes';

export function SeriesPanel({ incident }: { incident: Incident }) {
  const points = incident.series.flatMap((series) =>
    series.points.flatMap((point) =>
      point.day
        ? [
            {
              ...point,
              day: point.day,
              at: new Date(point.day),
              kind: series.kind,
              origin: speakerOf(series.origin, incident.claims[series.origin]),
              value: point.low ?? point.high ?? 0,
              top: point.high ?? point.low ?? 0,
            },
          ]
        : [],
    ),
  );
  if (points.length === 0) return null;
  const kinds = [...new Set(points.map((point) => point.kind))];
  const killed = points.filter((point) => point.kind === (kinds.includes('killed') ? 'killed' : kinds[0]));
  const summary = killed
    .map((point) => `${point.origin}: ${range(point.low, point.high)} (${day(point.day)})`)
    .join('؛ ');
  const moments = [...new Set(killed.map((point) => point.day))].sort();
  return (
    <Panel title={t('series')} id="series">
      <Chart
        deps={[incident]}
        summary={`${t('series')}: ${summary}`}
        draw={(plot, width) =>
          plot.plot({
            width,
            height: 200,
            marginTop: 20,
            marginBottom: 30,
            className: 'plot',
            x: {
              type: 'point',
              domain: moments,
              label: null,
              reverse: language.value === 'ar',
              tickFormat: (value: string) => shortDay(new Date(value)),
            },
            y: { grid: true, label: null, nice: true, zero: true },
            marks: [
              plot.ruleX(killed, {
                x: 'day',
                y1: 'value',
                y2: 'top',
                stroke: 'currentColor',
                strokeOpacity: 0.35,
                strokeWidth: 6,
              }),
              plot.lineY(killed, { x: 'day', y: 'value', z: 'origin', stroke: 'currentColor', strokeOpacity: 0.5 }),
              plot.dot(killed, {
                x: 'day',
                y: 'value',
                fill: 'var(--accent)',
                r: 5,
                title: (point: { origin: string; low: number | null; high: number | null }) =>
                  `${point.origin}: ${range(point.low, point.high)}`,
              }),
            ],
          })
        }
      />
      <Table
        caption={t('series')}
        rows={points}
        rowKey={(point) => point.claim + point.kind + point.origin}
        columns={[
          { id: 'day', head: t('published'), cell: (point) => <Day value={point.day} /> },
          { id: 'origin', head: t('origin'), rowHead: true, cell: (point) => <Name>{point.origin}</Name> },
          { id: 'kind', head: t('figure.kind'), cell: (point) => term('kind', point.kind) },
          {
            id: 'number',
            head: t('figure'),
            number: true,
            cell: (point) => <Bounds low={point.low} high={point.high} />,
          },
        ]}
      />
    </Panel>
  );
}
