// The timeline: incidents and reports drawn apart, since many reports are not many happenings; and
// lanes by place, where a day that is not known exactly is a bar as long as the doubt.
import { useState } from 'preact/hooks';
import { useData } from '../api';
import { Chart } from '../parts/chart';
import { CheckField } from '../parts/field';
import { IncidentFilters, incidentQuery } from '../parts/incident-filters';
import { Page, Panel } from '../parts/page';
import { Empty, Shown } from '../parts/states';
import { Table } from '../parts/table';
import { Bounds, Day, Days, Where } from '../parts/text';
import { day, placeName, shortDay } from '../format';
import { to } from '../router';
import { language } from '../state';
import { count, numeral, t, term } from '../words';
import type { IncidentRow, Rows } from '../types';

export interface TimelineData {
  unit: string;
  incidents: { day: string; count: number; killed_low: number | null; killed_high: number | null }[];
  reports: { day: string; count: number }[];
}
const dayLength = 86400000;
const span = { day: dayLength, week: 7 * dayLength, month: 30 * dayLength, year: 365 * dayLength } as Record<
  string,
  number
>;

function Bars({
  rows,
  unit,
  title,
  reverse,
}: {
  rows: { day: string; count: number }[];
  unit: string;
  title: string;
  reverse: boolean;
}) {
  const bars = rows.map((row) => ({
    count: row.count,
    x1: new Date(row.day),
    x2: new Date(new Date(row.day).getTime() + (span[unit] ?? dayLength) * 0.9),
  }));
  const summary = `${title}: ${rows
    .map((row) => `${day(row.day)} ${numeral(row.count)}`)
    .slice(0, 20)
    .join('، ')}`;
  return (
    <Chart
      deps={[rows, reverse]}
      summary={summary}
      draw={(plot, width) =>
        plot.plot({
          width,
          height: 150,
          marginLeft: 36,
          marginRight: 36,
          className: 'plot',
          x: { type: 'utc', reverse, label: null, tickFormat: shortDay, ticks: width < 500 ? 3 : 6 },
          y: {
            grid: true,
            label: null,
            axis: reverse ? 'right' : 'left',
            tickFormat: (value: number) => (Number.isInteger(value) ? numeral(value) : ''),
          },
          marks: [plot.rectY(bars, { x1: 'x1', x2: 'x2', y: 'count', fill: 'var(--accent)' }), plot.ruleY([0])],
        })
      }
    />
  );
}

function Lanes({ rows, reverse }: { rows: IncidentRow[]; reverse: boolean }) {
  const bars = rows.flatMap((row) =>
    row.from
      ? [
          {
            id: row.id,
            lane: row.place ? placeName(row.place) : t('not.located'),
            x1: new Date(row.from),
            x2: new Date(new Date(row.to ?? row.from).getTime() + dayLength),
            dated: row.dated,
            words: `${row.type ? term('type', row.type) : t('harm.only')} · ${day(row.from)}`,
          },
        ]
      : [],
  );
  const lanes = new Set(bars.map((bar) => bar.lane)).size;
  return (
    <Chart
      links
      deps={[rows, reverse]}
      summary={`${t('timeline.lanes')}: ${count('n.incidents', rows.length)}`}
      draw={(plot, width) =>
        plot.plot({
          width,
          height: 50 + lanes * 26,
          marginLeft: reverse ? 30 : 110,
          marginRight: reverse ? 110 : 30,
          className: 'plot',
          x: { type: 'utc', reverse, label: null, grid: true, tickFormat: shortDay, ticks: width < 500 ? 3 : 6 },
          y: { label: null, axis: reverse ? 'right' : 'left' },
          marks: [
            plot.barX(bars, {
              x1: 'x1',
              x2: 'x2',
              y: 'lane',
              fill: 'var(--accent)',
              fillOpacity: (bar: { dated: boolean }) => (bar.dated ? 0.85 : 0.35),
              rx: 3,
              href: (bar: { id: string }) => to('incident', bar.id),
              ariaLabel: 'words',
              title: 'words',
            }),
          ],
        })
      }
    />
  );
}

export default function Timeline() {
  const [reverse, turn] = useState(language.value === 'ar');
  const timeline = useData<TimelineData>('/timeline', incidentQuery(), ['incident', 'article']);
  const incidents = useData<Rows<IncidentRow>>('/incidents', { ...incidentQuery(), limit: 100 }, ['incident']);
  return (
    <Page title={t('nav.timeline')} lead={t('timeline.lead')}>
      <IncidentFilters>
        <CheckField label={t('timeline.rtl')} checked={reverse} onChange={turn} />
      </IncidentFilters>
      <Shown of={timeline}>
        {(data) => (
          <>
            <div class="two">
              <Panel title={t('timeline.incidents')} id="t-incidents">
                <Bars rows={data.incidents} unit={data.unit} title={t('timeline.incidents')} reverse={reverse} />
              </Panel>
              <Panel title={t('timeline.reports')} id="t-reports">
                <Bars rows={data.reports} unit={data.unit} title={t('timeline.reports')} reverse={reverse} />
              </Panel>
            </div>
            <details>
              <summary>{t('as.table')}</summary>
              <Table
                caption={t('timeline.incidents')}
                rows={data.incidents}
                rowKey={(row) => row.day}
                columns={[
                  { id: 'day', head: t('when'), rowHead: true, cell: (row) => <Day value={row.day} /> },
                  { id: 'count', head: t('nav.incidents'), number: true, cell: (row) => numeral(row.count) },
                  {
                    id: 'killed',
                    head: t('kind.killed'),
                    number: true,
                    cell: (row) => <Bounds low={row.killed_low} high={row.killed_high} />,
                  },
                ]}
              />
            </details>
          </>
        )}
      </Shown>
      <Panel title={t('timeline.lanes')} id="lanes">
        <Shown of={incidents}>
          {(data) =>
            data.rows.length === 0 ? (
              <Empty>{t('nothing.found')}</Empty>
            ) : (
              <>
                <Lanes rows={data.rows} reverse={reverse} />
                <details>
                  <summary>{t('as.table')}</summary>
                  <ul class="plain">
                    {data.rows.map((row) => (
                      <li key={row.id}>
                        <a href={to('incident', row.id)}>{row.type ? term('type', row.type) : t('harm.only')}</a> ·{' '}
                        <Days from={row.from} to={row.to} dated={row.dated} /> · <Where place={row.place} />
                      </li>
                    ))}
                  </ul>
                </details>
              </>
            )
          }
        </Shown>
        <p class="muted note">{t('timeline.faint')}</p>
      </Panel>
    </Page>
  );
}
