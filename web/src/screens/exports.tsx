// Exports and releases: each says what its format cannot, is logged, and can be fetched again by its number.
import { useState } from 'preact/hooks';
import { address, send, useData, type Fault } from '../api';
import { Button, LinkButton } from '../parts/button';
import { AreaField, Radios, SelectField, TextField } from '../parts/field';
import { PolicyChooser } from '../parts/incident-filters';
import { Badge } from '../parts/badge';
import { FormDialog } from '../parts/dialog';
import { Page, Panel } from '../parts/page';
import { Empty, FaultLine, Shown } from '../parts/states';
import { Table } from '../parts/table';
import { Code, Name, Quote } from '../parts/text';
import { country, moment } from '../format';
import { route, to } from '../router';
import { may, policy, session } from '../state';
import { count, numeral, say, t, term } from '../words';
import type { Manifest, Overview, Release } from '../types';

interface Format {
  name: string;
  media_type: string;
  what: string;
  lost: string[] | string;
}
interface ExportsData {
  formats: Format[];
  releases: Release[];
}
interface Made {
  number: number;
  manifest: Manifest;
}

const pairs = (values: Record<string, unknown> | undefined): string =>
  Object.entries(values ?? {})
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ') || '—';
const policyOf = ({ policy: used }: Manifest): string =>
  typeof used === 'string' ? used : used && typeof used === 'object' ? Object.values(used).join(' ') : '—';

function Make({ formats, onMade }: { formats: Format[]; onMade: () => void }) {
  const [format, choose] = useState(route.value.query.format ?? formats[0]?.name ?? '');
  const [filter, set] = useState({ from: '', to: '', type: '', country: '' });
  const [made, show] = useState<Made | null>(null);
  const [fault, fail] = useState<Fault | null>(null);
  const [busy, work] = useState(false);
  const { data } = useData<Overview>('/overview');
  const chosen = formats.find((one) => one.name === format);
  const put = (name: keyof typeof filter) => (value: string) => set({ ...filter, [name]: value });
  const any = { value: '', label: t('any') };
  const make = async (event: Event) => {
    event.preventDefault();
    work(true);
    fail(null);
    const kept = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
    try {
      show(await send<Made>('POST', '/exports', { format, policy: policy.value, filter: kept }));
      onMade();
    } catch (caught) {
      fail(caught as Fault);
    } finally {
      work(false);
    }
  };
  return (
    <form
      class="export-form"
      onSubmit={(event) => {
        void make(event);
      }}
    >
      <div>
        <Radios
          label={t('format')}
          value={format}
          onChange={choose}
          choices={formats.map((one) => ({ value: one.name, label: term('format', one.name) }))}
        />
      </div>
      <div>
        {chosen && (
          <section class="box">
            <p>
              <Name>{say('what', chosen.name, chosen.what)}</Name>
            </p>
            <h3>{t('losses')}</h3>
            <ul>
              {[chosen.lost].flat().map((loss) => (
                <li key={loss}>
                  <Name>{term('lost', loss)}</Name>
                </li>
              ))}
            </ul>
          </section>
        )}
        <div class="filters">
          <TextField label={t('since')} type="date" value={filter.from} onInput={put('from')} />
          <TextField label={t('until')} type="date" value={filter.to} onInput={put('to')} />
          <SelectField
            label={t('type')}
            value={filter.type}
            onChange={put('type')}
            choices={[any, ...(data?.types ?? []).map(({ name }) => ({ value: name, label: term('type', name) }))]}
          />
          <SelectField
            label={t('country')}
            value={filter.country}
            onChange={put('country')}
            choices={[any, ...(data?.countries ?? []).map(({ name }) => ({ value: name, label: country(name) }))]}
          />
          <PolicyChooser />
        </div>
        <p class="muted">
          {t('export.logged')} {t('documented')}
        </p>
        <div role="alert">{fault && <FaultLine fault={fault} />}</div>
        <Button kind="main" type="submit" disabled={busy}>
          {t('release.make')}
        </Button>
        {made && (
          <section class="box" role="status">
            <h3>
              ✓ {t('release')} <bdi>{numeral(made.number)}</bdi>
            </h3>
            <LinkButton kind="main" href={address(`/exports/${made.number}`)} download>
              {t('download')}
            </LinkButton>
            <pre dir="ltr" tabIndex={0}>
              {JSON.stringify(made.manifest, null, 2)}
            </pre>
          </section>
        )}
      </div>
    </form>
  );
}

interface Changes {
  against: number | null;
  at: string;
  same_policy: boolean;
  added: string[];
  changed: string[];
  withdrawn: string[];
  merged: Record<string, string>;
}

const Ids = ({ word, ids, merged = {} }: { word: string; ids: string[]; merged?: Record<string, string> }) =>
  ids.length === 0 ? null : (
    <details open={ids.length <= 12}>
      <summary>
        {word} · {count('n.incidents', ids.length)}
      </summary>
      <ul class="chips">
        {ids.map((id) => (
          <li key={id}>
            <a class="chip" href={to('incident', id)}>
              <Name>{id}</Name>
            </a>
            {merged[id] && (
              <>
                {' '}
                {t('change.merged')} <Code>{merged[id]}</Code>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );

/** What a release says otherwise than the one of its kind before it. */
function Difference({ number }: { number: number }) {
  const loaded = useData<Changes>(`/exports/${number}/changes`);
  return (
    <Shown of={loaded}>
      {(data) =>
        data.against === null ? (
          <p class="muted">{t('change.first')}</p>
        ) : (
          <div class="changes">
            <p>
              {t('change.against')} <bdi>{numeral(data.against)}</bdi> · <Name>{moment(data.at)}</Name>
            </p>
            {!data.same_policy && <p class="muted">{t('change.policy')}</p>}
            {data.added.length + data.changed.length + data.withdrawn.length === 0 && <p>{t('change.none')}</p>}
            <Ids word={t('change.added')} ids={data.added} />
            <Ids word={t('change.changed')} ids={data.changed} />
            <Ids word={t('change.withdrawn')} ids={data.withdrawn} merged={data.merged} />
          </div>
        )
      }
    </Shown>
  );
}

/** Whether it is published, and by whom; who did not make it may publish it. */
function Published({ row, onAsk }: { row: Release; onAsk: (asked: Asked) => void }) {
  if (row.published)
    return (
      <>
        <Badge tone="done">✓ {t('published.by')}</Badge> <Name>{row.published.author}</Name> ·{' '}
        <Name>{moment(row.published.at)}</Name> {row.published.reason && <Quote>{row.published.reason}</Quote>}{' '}
        {may('release') && (
          <Button small kind="quiet" onClick={() => onAsk({ what: 'withdraw', row })}>
            {t('publication.withdraw')}
          </Button>
        )}
      </>
    );
  const own = row.author === session.value?.person.name;
  return (
    <>
      <Badge tone="warn">{t('draft')}</Badge>{' '}
      {may('release') &&
        (own ? (
          <small class="muted">{t('publish.second')}</small>
        ) : (
          <Button small kind="main" onClick={() => onAsk({ what: 'publish', row })}>
            {t('publish')}
          </Button>
        ))}
    </>
  );
}

interface Asked {
  what: 'publish' | 'withdraw';
  row: Release;
}

/** Publishes, having shown what changes; or takes a publication back, with its reason. */
function PublishDialog({ asked, onClose, onDone }: { asked: Asked; onClose: () => void; onDone: () => void }) {
  const [reason, say] = useState('');
  const { what, row } = asked;
  const act = async () => {
    await send(what === 'publish' ? 'POST' : 'DELETE', `/exports/${row.number}/publication`, { reason });
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={`${t(what === 'publish' ? 'publish' : 'publication.withdraw')} ${numeral(row.number)}`}
      onClose={onClose}
      onSend={act}
      send={t(what === 'publish' ? 'publish' : 'publication.withdraw')}
      disabled={what === 'withdraw' && !reason.trim()}
    >
      <p class="muted">{t(what === 'publish' ? 'publish.help' : 'publication.withdraw.help')}</p>
      {what === 'publish' && <Difference number={row.number} />}
      <AreaField label={t('reason')} value={reason} onInput={say} required={what === 'withdraw'} />
    </FormDialog>
  );
}

export default function Exports() {
  const [asked, ask] = useState<Asked | null>(null);
  const [compared, compare] = useState(0);
  const loaded = useData<ExportsData>('/exports', {}, ['release']);
  return (
    <Page title={t('nav.exports')} lead={t('exports.lead')}>
      <Shown of={loaded}>
        {(data) => (
          <>
            {may('release') && (
              <Panel title={t('release.new')} id="new-release">
                <Make
                  formats={data.formats}
                  onMade={() => {
                    void loaded.reload();
                  }}
                />
              </Panel>
            )}
            <Panel title={t('releases')} id="releases">
              {data.releases.length === 0 ? (
                <Empty>{t('releases.none')}</Empty>
              ) : (
                <Table
                  caption={t('releases')}
                  rows={data.releases}
                  rowKey={(row) => row.number}
                  stack
                  columns={[
                    { id: 'number', head: t('id'), rowHead: true, cell: (row) => <bdi>{numeral(row.number)}</bdi> },
                    { id: 'format', head: t('format'), cell: (row) => term('format', row.format) },
                    { id: 'policy', head: t('policy'), cell: (row) => <Code>{policyOf(row.manifest)}</Code> },
                    { id: 'state', head: t('status'), cell: (row) => <Published row={row} onAsk={ask} /> },
                    { id: 'filter', head: t('filters'), cell: (row) => <Code>{pairs(row.manifest.filter)}</Code> },
                    { id: 'rows', head: t('rows'), cell: (row) => <Code>{pairs(row.manifest.counts)}</Code> },
                    {
                      id: 'at',
                      head: t('made'),
                      cell: (row) => (
                        <>
                          <Name>{moment(row.at)}</Name> · <Name>{row.author}</Name>
                        </>
                      ),
                    },
                    {
                      id: 'sha',
                      head: 'SHA-256',
                      cell: (row) => (
                        <span title={row.manifest.sha256}>
                          <Code>{row.manifest.sha256?.slice(0, 12)}…</Code>
                        </span>
                      ),
                    },
                    {
                      id: 'changes',
                      head: t('change.head'),
                      cell: (row) => (
                        <>
                          <Button
                            small
                            kind="quiet"
                            expanded={compared === row.number}
                            onClick={() => compare(compared === row.number ? 0 : row.number)}
                          >
                            {t('change.show')}
                          </Button>
                          {compared === row.number && <Difference number={row.number} />}
                        </>
                      ),
                    },
                    {
                      id: 'get',
                      head: t('download'),
                      cell: (row) =>
                        may('release') ? (
                          <a href={address(`/exports/${row.number}`)} download>
                            {t('download')}
                          </a>
                        ) : (
                          '—'
                        ),
                    },
                  ]}
                />
              )}
            </Panel>
          </>
        )}
      </Shown>
      {asked && (
        <PublishDialog
          asked={asked}
          onClose={() => ask(null)}
          onDone={() => {
            void loaded.reload();
          }}
        />
      )}
    </Page>
  );
}
