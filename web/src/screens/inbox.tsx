// The inbox: one row an origin, its copies folded; what is new, what is claimed, how harmful it is.
import { useState } from 'preact/hooks';
import { readSamples, useData, type Fault } from '../api';
import { Badge } from '../parts/badge';
import { Button } from '../parts/button';
import { SelectField } from '../parts/field';
import { useKeys } from '../parts/keys';
import { Page } from '../parts/page';
import { pageOf, Pager } from '../parts/pager';
import { Empty, FaultLine, Shown } from '../parts/states';
import { Bounds, Day, Name, News } from '../parts/text';
import { called } from '../format';
import { refine, route, to } from '../router';
import { may, samples } from '../state';
import { count, numeral, t, term } from '../words';
import type { InboxRow, Overview, Rows } from '../types';
import { ReadDialog } from './inbox-read';

const limit = 50;

function Row({ row }: { row: InboxRow }) {
  return (
    <li class="inbox-row">
      <div class="inbox-when">
        <Day value={row.published} />
        <Name>{row.outlet}</Name>
      </div>
      <div class="inbox-what">
        <h2>
          <a href={to('article', row.article)}>
            <News>{row.title}</News>
          </a>
        </h2>
        <p dir="auto" class="news opening">
          {row.opening}
        </p>
      </div>
      <div class="inbox-signs">
        {row.state !== 'new' && (
          <Badge tone={row.state === 'decided' ? 'done' : 'warn'}>
            {t(`inbox.${row.state}`)}
            {row.by.length > 0 && (
              <>
                {': '}
                <Name>{row.by.join('، ')}</Name>
              </>
            )}
          </Badge>
        )}
        {row.types.map((type) => (
          <Badge key={type}>{term('type', type)}</Badge>
        ))}
        {row.killed && (
          <Badge tone="harm">
            <span>{t('kind.killed')}</span> <Bounds low={row.killed[0]} high={row.killed[1]} />
          </Badge>
        )}
        <Badge>{count('n.claims', row.claims)}</Badge>
        {row.denials > 0 && (
          <Badge tone="stance denies">
            <span aria-hidden="true">✕</span> {count('n.denials', row.denials)}
          </Badge>
        )}
        {row.copies.length > 0 && (
          <Badge title={row.copies.map((copy) => copy.outlet).join('، ')}>{count('n.copies', row.copies.length)}</Badge>
        )}
        {called(row.places, row.places_ar).map((place) => (
          <Badge key={place}>
            <Name>{place}</Name>
          </Badge>
        ))}
        {row.incidents
          .filter((told) => told.leads)
          .map(({ id }) => (
            <a key={id} class="chip" href={to('incident', id)}>
              {t('nav.incident')} <Name>{id}</Name>
            </a>
          ))}
      </div>
    </li>
  );
}

/** How far the sample articles are read; or, in a store without any article, the offer to read them. */
function Samples({ onRead }: { onRead: () => void }) {
  const [fault, fail] = useState<Fault | null>(null);
  const { data } = useData<Overview>('/overview', {}, ['article']);
  const progress = samples.value;
  if (progress)
    return (
      <p class="box" role="status">
        {t('samples.reading')}{' '}
        <progress max={progress.total || undefined} value={progress.total ? progress.done : undefined} />{' '}
        {progress.total > 0 && (
          <bdi>{t('samples.so.far', { done: numeral(progress.done), total: numeral(progress.total) })}</bdi>
        )}
      </p>
    );
  if (!data?.samples || data.articles > 0 || !may('ingest')) return null;
  return (
    <div class="box">
      <p>
        {t('samples.none')} {t('samples.help')}
      </p>
      {fault && <FaultLine fault={fault} />}
      <Button onClick={() => void readSamples().then(onRead, fail)}>{t('samples.read')}</Button>
    </div>
  );
}

/** The row after or before the one that has the focus. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.inbox h2 a')];
  const at = links.findIndex((link) => link === document.activeElement);
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}

export default function Inbox() {
  useKeys([
    { key: 'j', act: () => step(1) },
    { key: 'k', act: () => step(-1) },
  ]);
  const { state = 'new', order = 'newest' } = route.value.query;
  const [reading, read] = useState(false);
  const loaded = useData<Rows<InboxRow>>('/inbox', { state, order, page: pageOf(), limit }, ['article', 'reading']);
  return (
    <Page
      title={t('nav.inbox')}
      lead={t('inbox.lead')}
      actions={
        may('ingest') && (
          <Button kind="main" onClick={() => read(true)}>
            {t('inbox.read')}
          </Button>
        )
      }
    >
      <div class="filters">
        <SelectField
          label={t('inbox.state')}
          value={state}
          onChange={(value) => refine({ state: value })}
          choices={['new', 'done', 'all'].map((value) => ({
            value,
            label: t(`state.${value as 'new' | 'done' | 'all'}`),
          }))}
        />
        <SelectField
          label={t('order')}
          value={order}
          onChange={(value) => refine({ order: value })}
          choices={[
            { value: 'newest', label: t('order.newest') },
            { value: 'harm', label: t('order.harm') },
          ]}
        />
      </div>
      <Samples
        onRead={() => {
          void loaded.reload();
        }}
      />
      <Shown of={loaded}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{t(state === 'new' ? 'inbox.empty.new' : 'nothing.found')}</Empty>
          ) : (
            <>
              <ol class="inbox">
                {data.rows.map((row) => (
                  <Row key={row.article} row={row} />
                ))}
              </ol>
              <Pager shown={data.rows.length} total={data.total} limit={limit} />
            </>
          )
        }
      </Shown>
      {reading && (
        <ReadDialog
          onClose={() => read(false)}
          onRead={() => {
            void loaded.reload();
          }}
        />
      )}
    </Page>
  );
}
