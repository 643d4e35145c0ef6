// Audit and integrity: the chained log, and the check of the whole store against it.
import { useState } from 'preact/hooks';
import { send, useData, type Fault } from '../api';
import { Badge } from '../parts/badge';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { Page, Panel } from '../parts/page';
import { Empty, FaultLine, Shown } from '../parts/states';
import { Table } from '../parts/table';
import { Code, Name } from '../parts/text';
import { moment } from '../format';
import { refine, route } from '../router';
import { count, numeral, t } from '../words';
import type { LogEntry } from '../types';

interface Log {
  rows: LogEntry[];
  checkpoint: string;
}
interface Verdict {
  clean: boolean;
  faults: (string | { where?: string; what?: string })[];
  checkpoint: string;
}
const limit = 100;
const flat = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replace(/^\{\}$/, '—');

function Verify() {
  const [checkpoint, set] = useState('');
  const [verdict, tell] = useState<Verdict | null>(null);
  const [fault, fail] = useState<Fault | null>(null);
  const [busy, work] = useState(false);
  const check = async (event: Event) => {
    event.preventDefault();
    work(true);
    fail(null);
    try {
      tell(await send<Verdict>('POST', '/audit/verify', checkpoint ? { checkpoint } : {}));
    } catch (caught) {
      fail(caught as Fault);
    } finally {
      work(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        void check(event);
      }}
    >
      <TextField label={t('checkpoint')} value={checkpoint} onInput={set} help={t('checkpoint.help')} />
      <Button kind="main" type="submit" disabled={busy}>
        {busy ? t('verifying') : t('verify')}
      </Button>
      <div role="status">
        {verdict && (
          <div class={'box ' + (verdict.clean ? 'good' : 'bad')}>
            <strong>
              {verdict.clean ? `✓ ${t('verify.clean')}` : `✕ ${count('n.faults', verdict.faults.length)}`}
            </strong>
            <ul>
              {verdict.faults.map((one, index) => (
                <li key={index}>
                  <Name>
                    {typeof one === 'string' ? one : [one.where, one.what].filter(Boolean).join(' — ') || flat(one)}
                  </Name>
                </li>
              ))}
            </ul>
            <p>
              <Code>{verdict.checkpoint}</Code>
            </p>
          </div>
        )}
      </div>
      <div role="alert">{fault && <FaultLine fault={fault} />}</div>
      <p class="muted note">{t('verify.limits')}</p>
    </form>
  );
}

export default function Audit() {
  const { actor = '', action = '', before } = route.value.query;
  const loaded = useData<Log>('/audit', { actor, action, before, limit });
  return (
    <Page title={t('nav.audit')} lead={t('audit.lead')} actions={<Button onClick={() => print()}>{t('print')}</Button>}>
      <div class="two">
        <Panel title={t('verify')} id="verify">
          <Verify />
        </Panel>
        <Panel title={t('checkpoint.last')} id="checkpoint">
          <p class="muted">{t('checkpoint.keep')}</p>
          <p class="checkpoint">
            <Code>{loaded.data?.checkpoint ?? '…'}</Code>
          </p>
        </Panel>
      </div>
      <Panel title={t('log')} id="log">
        <div class="filters">
          <TextField label={t('who')} value={actor} onInput={(value) => refine({ actor: value, before: undefined })} />
          <TextField
            label={t('what')}
            value={action}
            onInput={(value) => refine({ action: value, before: undefined })}
          />
        </div>
        <Shown of={loaded}>
          {(data) =>
            data.rows.length === 0 ? (
              <Empty>{t('nothing.found')}</Empty>
            ) : (
              <>
                <Table
                  caption={t('log')}
                  rows={data.rows}
                  rowKey={(row) => row.seq}
                  stack
                  columns={[
                    { id: 'seq', head: '#', rowHead: true, number: true, cell: (row) => <bdi>{numeral(row.seq)}</bdi> },
                    { id: 'at', head: t('when'), cell: (row) => <Name>{moment(row.at)}</Name> },
                    { id: 'actor', head: t('who'), cell: (row) => <Name>{row.actor}</Name> },
                    { id: 'action', head: t('what'), cell: (row) => <Badge>{row.action}</Badge> },
                    { id: 'detail', head: t('detail'), grow: true, cell: (row) => <Code>{flat(row.detail)}</Code> },
                    {
                      id: 'hash',
                      head: t('hash'),
                      cell: (row) => (
                        <span title={row.hash}>
                          <Code>{row.hash.slice(0, 12)}…</Code>
                        </span>
                      ),
                    },
                  ]}
                />
                {data.rows.length === limit && (
                  <Button onClick={() => refine({ before: data.rows.at(-1)?.seq })}>{t('older')}</Button>
                )}
                {before && <Button onClick={() => refine({ before: undefined })}>{t('newest')}</Button>}
              </>
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}
