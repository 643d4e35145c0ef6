// Sources: what each outlet printed and corrected, who speaks through it, and what could not be read.
import { useData } from '../api';
import { Badge } from '../parts/badge';
import { Page, Panel } from '../parts/page';
import { Empty, Shown } from '../parts/states';
import { Table } from '../parts/table';
import { Tabs } from '../parts/tabs';
import { Day, Name, News } from '../parts/text';
import { called, moment, originKind, originName, percent } from '../format';
import { to } from '../router';
import { may } from '../state';
import { count, numeral, t } from '../words';

interface Outlet {
  name: string;
  articles: number;
  first: string | null;
  last: string | null;
  corrected: number;
}
interface Speaker {
  origin: string;
  name: string;
  name_ar?: string;
  claims: number;
  denials: number;
  outlets: string[];
}
interface Quoting {
  outlet: string;
  origin: string;
  claims: number;
}
interface SourcesData {
  outlets: Outlet[];
  speakers: Speaker[];
  quotes: Quoting[];
  of_newest: number;
}
interface Rejected {
  number: number;
  where: string;
  at: string;
  reason: string;
  remedy: string;
}

function Outlets({ data }: { data: SourcesData }) {
  return (
    <Table
      caption={t('outlets')}
      rows={data.outlets}
      rowKey={(row) => row.name}
      stack
      columns={[
        {
          id: 'name',
          head: t('outlet'),
          rowHead: true,
          cell: (row) => (
            <a href={to('ledger', '', { outlet: row.name })}>
              <Name>{row.name}</Name>
            </a>
          ),
        },
        { id: 'articles', head: t('articles'), number: true, cell: (row) => numeral(row.articles) },
        { id: 'first', head: t('first.seen'), cell: (row) => <Day value={row.first} /> },
        { id: 'last', head: t('last.seen'), cell: (row) => <Day value={row.last} /> },
        {
          id: 'corrected',
          head: t('corrected.articles'),
          number: true,
          cell: (row) => (
            <bdi>
              {numeral(row.corrected)} ({percent(row.corrected, row.articles)})
            </bdi>
          ),
        },
      ]}
    />
  );
}

const speakerName = (one: Speaker): string => called(one.name, one.name_ar) || originName(one.origin);

/** Who quotes whom: outlets down, speakers across; the cell counts claims. */
function Quotes({ data }: { data: SourcesData }) {
  const speakers = data.speakers.filter((speaker) => originKind(speaker.origin) !== 'outlet').slice(0, 12);
  const outlets = data.outlets.filter((outlet) => data.quotes.some((quote) => quote.outlet === outlet.name));
  const most = Math.max(1, ...data.quotes.map((quote) => quote.claims));
  const cell = (outlet: string, origin: string) =>
    data.quotes.find((quote) => quote.outlet === outlet && quote.origin === origin)?.claims ?? 0;
  return (
    <Table
      caption={t('quotes')}
      rows={outlets}
      rowKey={(outlet) => outlet.name}
      columns={[
        { id: 'outlet', head: t('outlet'), rowHead: true, cell: (outlet) => <Name>{outlet.name}</Name> },
        ...speakers.map((speaker) => ({
          id: speaker.origin,
          head: speakerName(speaker),
          number: true,
          cell: (outlet: Outlet) => {
            const claims = cell(outlet.name, speaker.origin);
            return claims === 0 ? (
              <span class="muted">·</span>
            ) : (
              <a
                class="heat"
                style={{ '--heat': `${Math.round((claims / most) * 45)}%` }}
                href={to('ledger', '', { outlet: outlet.name, source: speaker.name })}
              >
                {numeral(claims)}
              </a>
            );
          },
        })),
      ]}
    />
  );
}

function Speakers({ data }: { data: SourcesData }) {
  return (
    <Table
      caption={t('speakers')}
      rows={data.speakers}
      rowKey={(row) => row.origin}
      columns={[
        {
          id: 'name',
          head: t('role.speaker'),
          rowHead: true,
          cell: (row) => (
            <a href={to('ledger', '', { source: row.name || originName(row.origin) })}>
              <Name>{speakerName(row)}</Name>
            </a>
          ),
        },
        { id: 'kind', head: t('origin'), cell: (row) => <Badge>{t(`origin.${originKind(row.origin)}`)}</Badge> },
        { id: 'claims', head: t('claims'), number: true, cell: (row) => numeral(row.claims) },
        {
          id: 'denials',
          head: t('denials'),
          number: true,
          cell: (row) => (
            <bdi>
              {numeral(row.denials)} ({percent(row.denials, row.claims)})
            </bdi>
          ),
        },
        {
          id: 'outlets',
          head: t('outlets'),
          grow: true,
          cell: (row) =>
            row.outlets.map((outlet) => (
              <Badge key={outlet}>
                <Name>{outlet}</Name>
              </Badge>
            )),
        },
      ]}
    />
  );
}

function Unread() {
  const loaded = useData<Rejected[]>('/rejected', {}, ['rejected']);
  return (
    <Shown of={loaded}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty>{t('rejected.none')}</Empty>
        ) : (
          <>
            <p class="fault">{count('n.rejected', rows.length)}</p>
            <ul class="plain">
              {rows.map((row) => (
                <li key={row.number}>
                  <News>{row.where}</News> — <Name>{row.reason}</Name> · <Name>{row.remedy}</Name>{' '}
                  <small class="muted">
                    <Name>{moment(row.at)}</Name>
                  </small>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Shown>
  );
}

export default function Sources() {
  const loaded = useData<SourcesData>('/sources', { limit: 100 }, ['article']);
  return (
    <Page title={t('nav.sources')} lead={t('sources.lead')}>
      <Shown of={loaded}>
        {(data) => (
          <Tabs
            label={t('nav.sources')}
            tabs={[
              { id: 'outlets', label: t('outlets'), body: () => <Outlets data={data} /> },
              {
                id: 'quotes',
                label: t('quotes'),
                body: () => (
                  <>
                    <p class="muted">{t('sources.newest', { n: numeral(data.of_newest) })}</p>
                    <Quotes data={data} />
                  </>
                ),
              },
              {
                id: 'speakers',
                label: t('speakers'),
                body: () => (
                  <>
                    <p class="muted">{t('sources.newest', { n: numeral(data.of_newest) })}</p>
                    <Speakers data={data} />
                  </>
                ),
              },
            ]}
          />
        )}
      </Shown>
      {may('ingest') && (
        <Panel title={t('rejected')} id="rejected">
          <Unread />
        </Panel>
      )}
    </Page>
  );
}
