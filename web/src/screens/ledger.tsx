// The ledger: every claim that meets every condition; each cell opens its evidence in the article.
import { useState } from 'preact/hooks';
import { useData } from '../api';
import { Badge, Stance, Status } from '../parts/badge';
import { Button, LinkButton } from '../parts/button';
import { SelectField, TextField } from '../parts/field';
import { Page } from '../parts/page';
import { pageOf, Pager } from '../parts/pager';
import { Empty, Shown } from '../parts/states';
import { Table, type Column } from '../parts/table';
import { Bounds, Day, Days, Name, Quote, Where } from '../parts/text';
import { chainNames, country, originName, sourceName } from '../format';
import { refine, route, to } from '../router';
import { may } from '../state';
import { t, term, type Word } from '../words';
import type { LedgerClaim, Overview, Rows } from '../types';
import { figures, stances } from './article/terms';

const limit = 50;
const names = [
  'words',
  'from',
  'to',
  'published_from',
  'published_to',
  'type',
  'figure',
  'stance',
  'outlet',
  'source',
  'actor',
  'country',
  'near',
  'within',
] as const;
type Filter = (typeof names)[number];

function Filters() {
  const query = route.value.query;
  const [form, set] = useState<Partial<Record<Filter, string>>>(() =>
    Object.fromEntries(names.map((name) => [name, query[name] ?? ''])),
  );
  const { data } = useData<Overview>('/overview');
  const any = { value: '', label: t('any') };
  const put = (name: Filter) => (value: string) => set((before) => ({ ...before, [name]: value }));
  const words = (name: Filter, word: Word, type: 'text' | 'date' | 'number' | 'search' = 'text') =>
    asked(name) && <TextField label={t(word)} type={type} value={form[name] ?? ''} onInput={put(name)} />;
  const choose = (name: Filter, word: Word, values: { value: string; label: string }[]) => (
    <SelectField label={t(word)} value={form[name] ?? ''} onChange={put(name)} choices={[any, ...values]} />
  );
  return (
    <form
      class="filters"
      role="search"
      aria-label={t('filters')}
      onSubmit={(event) => {
        event.preventDefault();
        refine(form);
      }}
    >
      {words('words', 'filter.words', 'search')}
      {choose(
        'figure',
        'figure.kind',
        figures.map((value) => ({ value, label: term('kind', value) })),
      )}
      {choose(
        'stance',
        'stance',
        stances.map((value) => ({ value, label: term('stance', value) })),
      )}
      {choose(
        'type',
        'type',
        (data?.types ?? []).map(({ name }) => ({ value: name, label: term('type', name) })),
      )}
      {words('source', 'filter.source')}
      <details
        class="more"
        open={names.slice(1).some((name) => !['figure', 'stance', 'type', 'source'].includes(name) && query[name])}
      >
        <summary>{t('filters.more')}</summary>
        <div class="filters">
          {words('from', 'filter.from', 'date')}
          {words('to', 'filter.to', 'date')}
          {words('published_from', 'filter.published.from', 'date')}
          {words('published_to', 'filter.published.to', 'date')}
          {choose(
            'outlet',
            'outlet',
            (data?.outlets ?? []).map(({ name }) => ({ value: name, label: name })),
          )}
          {words('actor', 'filter.actor')}
          {choose(
            'country',
            'country',
            (data?.countries ?? []).map(({ name }) => ({ value: name, label: country(name) })),
          )}
          {words('near', 'filter.near')}
          {words('within', 'filter.within', 'number')}
        </div>
      </details>
      <Button kind="main" type="submit">
        {t('find')}
      </Button>
      <Button
        kind="quiet"
        onClick={() => {
          const none = Object.fromEntries(names.map((name) => [name, '']));
          set(none);
          refine(none);
        }}
      >
        {t('filters.clear')}
      </Button>
    </form>
  );
}

function columns(): Column<LedgerClaim>[] {
  const open = (claim: LedgerClaim) => to('article', claim.article, { at: `${claim.start}-${claim.end}` });
  const cell = (
    id: string,
    head: string,
    content: (claim: LedgerClaim) => preact.ComponentChildren,
    rest: Partial<Column<LedgerClaim>> = {},
  ): Column<LedgerClaim> => ({
    id,
    head,
    ...rest,
    cell: (claim) => (
      <a class="cell" href={open(claim)}>
        {content(claim)}
      </a>
    ),
  });
  return [
    cell(
      'source',
      t('who.says'),
      (claim) => (
        <>
          <Name>{sourceName(claim) || originName(claim.origin)}</Name>
          {claim.chain.length > 0 && (
            <small class="muted">
              {' '}
              ‹ <Name>{chainNames(claim).join(' ‹ ')}</Name>
            </small>
          )}
        </>
      ),
      { rowHead: true },
    ),
    cell('stance', t('stance'), (claim) => (
      <>
        <Stance value={claim.stance} /> <Status value={claim.status} />
      </>
    )),
    cell('what', t('type'), (claim) => (claim.type ? term('type', claim.type) : '—')),
    cell('where', t('role.place'), (claim) => <Where place={claim.place} />),
    cell('when', t('when'), (claim) => <Days from={claim.from} to={claim.to} />),
    cell('figure', t('figure'), (claim) =>
      claim.figure ? (
        <>
          {term('kind', claim.figure)} <Bounds low={claim.low} high={claim.high} approximate={claim.approximate} />
          {claim.part && (
            <>
              {' '}
              <Badge>{t('part.of.figure')}</Badge>
            </>
          )}
          {claim.cumulative && (
            <>
              {' '}
              <Badge tone="warn">{t('cumulative')}</Badge>
            </>
          )}
        </>
      ) : (
        '—'
      ),
    ),
    cell('quote', t('words'), (claim) => <Quote>{claim.quote}</Quote>, { grow: true }),
    cell('outlet', t('outlet'), (claim) => (
      <>
        <Name>{claim.outlet}</Name>{' '}
        <small class="muted">
          <Day value={claim.published} />
        </small>
      </>
    )),
  ];
}

/** Conditions on what a role does not see are not asked: the server refuses them. */
const hidden: Filter[] = ['words', 'source', 'actor', 'near', 'within'];
const asked = (name: Filter): boolean => may('see') || !hidden.includes(name);

export default function Ledger() {
  const query = Object.fromEntries(names.filter(asked).map((name) => [name, route.value.query[name]]));
  const total = useData<{ total: number; complete: boolean }>('/claims/total', query, ['article']).data;
  const loaded = useData<Rows<LedgerClaim>>('/claims', { ...query, page: pageOf(), limit }, ['article', 'correction']);
  return (
    <Page
      title={t('nav.ledger')}
      lead={t('ledger.lead')}
      actions={may('release') && <LinkButton href={to('exports', '', { format: 'csv' })}>{t('export')}</LinkButton>}
    >
      <Filters key={JSON.stringify(query)} />
      <Shown of={loaded}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{t('nothing.found')}</Empty>
          ) : (
            <>
              <Table
                caption={t('nav.ledger')}
                rows={data.rows}
                rowKey={(claim) => claim.id}
                columns={columns()}
                stack
              />
              {total && !total.complete && <p class="muted">{t('ledger.cut')}</p>}
              <Pager shown={data.rows.length} total={total?.total} limit={limit} />
            </>
          )
        }
      </Shown>
    </Page>
  );
}
