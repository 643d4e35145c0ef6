// The list of incidents, each with the range that the chosen policy makes of its claims.
import { useData } from '../api';
import { SelectField } from '../parts/field';
import { Page } from '../parts/page';
import { pageOf, Pager } from '../parts/pager';
import { IncidentFilters, incidentQuery, PolicyChooser } from '../parts/incident-filters';
import { Empty, Shown } from '../parts/states';
import { Table } from '../parts/table';
import { Code, Days, Where } from '../parts/text';
import { Verdict } from '../parts/verdict';
import { country } from '../format';
import { refine, route, to } from '../router';
import { policy } from '../state';
import { numeral, t, term } from '../words';
import type { IncidentRow, Rows } from '../types';

const limit = 50;

export default function Incidents() {
  const order = route.value.query.order ?? 'latest';
  const loaded = useData<Rows<IncidentRow>>(
    '/incidents',
    { ...incidentQuery(), order, policy: policy.value, page: pageOf(), limit },
    ['incident', 'decision', 'article'],
  );
  return (
    <Page title={t('nav.incidents')} lead={t('documented')}>
      <IncidentFilters>
        <PolicyChooser />
        <SelectField
          label={t('order')}
          value={order}
          onChange={(value) => refine({ order: value })}
          choices={[
            { value: 'latest', label: t('order.latest') },
            { value: 'size', label: t('order.size') },
          ]}
        />
      </IncidentFilters>
      <Shown of={loaded}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{t('nothing.found')}</Empty>
          ) : (
            <>
              <Table
                caption={t('nav.incidents')}
                rows={data.rows}
                rowKey={(row) => row.id}
                stack
                columns={[
                  {
                    id: 'what',
                    head: t('type'),
                    rowHead: true,
                    cell: (row) => (
                      <a href={to('incident', row.id)}>{row.type ? term('type', row.type) : t('harm.only')}</a>
                    ),
                  },
                  {
                    id: 'when',
                    head: t('when'),
                    cell: (row) => <Days from={row.from} to={row.to} dated={row.dated} />,
                  },
                  {
                    id: 'where',
                    head: t('role.place'),
                    cell: (row) => (
                      <>
                        <Where place={row.place} />
                        {row.place?.country && <small class="muted"> · {country(row.place.country)}</small>}
                      </>
                    ),
                  },
                  { id: 'range', head: t('range.of', { policy: policy.value }), cell: (row) => <Verdict row={row} /> },
                  {
                    id: 'articles',
                    head: t('articles'),
                    number: true,
                    cell: (row) => (
                      <bdi>
                        {numeral(row.leads)} / {numeral(row.articles)}
                      </bdi>
                    ),
                  },
                  { id: 'id', head: t('id'), cell: (row) => <Code>{row.id}</Code> },
                ]}
              />
              <Pager shown={data.rows.length} total={data.total} limit={limit} />
            </>
          )
        }
      </Shown>
      <p class="muted note">* {t('day.of.publication')}</p>
    </Page>
  );
}
