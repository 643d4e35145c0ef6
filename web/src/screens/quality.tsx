// Quality: what the desk's own corrections say of the engine, by layer, outlet and month.
import { address, useData } from '../api';
import { LinkButton } from '../parts/button';
import { Page, Panel } from '../parts/page';
import { Empty, Shown } from '../parts/states';
import { Table } from '../parts/table';
import { Name } from '../parts/text';
import { percent } from '../format';
import { may } from '../state';
import { numeral, t, term } from '../words';
import type { Tally } from '../types';

interface QualityData {
  layers: (Tally & { layer: string })[];
  by_outlet: (Tally & { outlet: string })[];
  by_month: (Tally & { month: string })[];
}

/** Of what a person looked at: how much stood as it was read. */
function Share({ row }: { row: Tally }) {
  const looked = row.accepted + row.corrected + row.rejected;
  const part = (value: number) => ({ inlineSize: looked === 0 ? '0' : `${(100 * value) / looked}%` });
  return (
    <div class="share">
      <div class="share-bar" aria-hidden="true">
        <span class="was-accept" style={part(row.accepted)} />
        <span class="was-correct" style={part(row.corrected)} />
        <span class="was-reject" style={part(row.rejected)} />
      </div>
      <bdi>{percent(row.accepted, looked)}</bdi>
    </div>
  );
}

function Tallies<T extends Tally>({
  caption,
  rows,
  head,
  name,
}: {
  caption: string;
  rows: T[];
  head: string;
  name: (row: T) => string;
}) {
  if (rows.length === 0) return <Empty>{t('quality.none')}</Empty>;
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={name}
      columns={[
        { id: 'name', head, rowHead: true, cell: (row) => <Name>{name(row)}</Name> },
        { id: 'share', head: t('stood'), cell: (row) => <Share row={row} /> },
        { id: 'accepted', head: t('was.accepted'), number: true, cell: (row) => numeral(row.accepted) },
        { id: 'corrected', head: t('was.corrected'), number: true, cell: (row) => numeral(row.corrected) },
        { id: 'rejected', head: t('was.rejected'), number: true, cell: (row) => numeral(row.rejected) },
        { id: 'added', head: t('missed'), number: true, cell: (row) => numeral(row.added) },
      ]}
    />
  );
}

export default function Quality() {
  const loaded = useData<QualityData>('/quality', {}, ['article']);
  return (
    <Page
      title={t('nav.quality')}
      lead={t('quality.lead')}
      actions={
        <>
          {may('release') && (
            <LinkButton href={address('/corrections/rows')} download title={t('quality.rows.help')}>
              {t('quality.rows')}
            </LinkButton>
          )}
          {may('annotate') && (
            <LinkButton href={address('/corrections')} download>
              {t('quality.gold')}
            </LinkButton>
          )}
        </>
      }
    >
      <Shown of={loaded}>
        {(data) => (
          <>
            <Panel title={t('by.layer')} id="by-layer">
              <Tallies
                caption={t('by.layer')}
                rows={data.layers}
                head={t('layer')}
                name={(row) => term('layer', row.layer)}
              />
            </Panel>
            <Panel title={t('by.outlet')} id="by-outlet">
              <p class="muted">{t('quality.outlets')}</p>
              <Tallies caption={t('by.outlet')} rows={data.by_outlet} head={t('outlet')} name={(row) => row.outlet} />
            </Panel>
            <Panel title={t('by.month')} id="by-month">
              <Tallies caption={t('by.month')} rows={data.by_month} head={t('month')} name={(row) => row.month} />
            </Panel>
          </>
        )}
      </Shown>
    </Page>
  );
}
