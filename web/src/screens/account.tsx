// One's own account: sessions, password, second factor.
import { useState } from 'preact/hooks';
import { send, useData, whoAmI, type Fault } from '../api';
import { Badge } from '../parts/badge';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { Page, Panel } from '../parts/page';
import { FaultLine, Shown } from '../parts/states';
import { Table } from '../parts/table';
import { Code, Name } from '../parts/text';
import { moment } from '../format';
import { session } from '../state';
import { t, term } from '../words';

interface OwnSession {
  id: string;
  begun: string;
  seen: string;
  agent: string;
  this: boolean;
}

function Sessions() {
  const loaded = useData<OwnSession[]>('/me/sessions');
  const end = async (id: string) => {
    await send('DELETE', `/me/sessions/${id}`);
    await loaded.reload();
  };
  return (
    <Shown of={loaded}>
      {(data) => (
        <>
          <Table
            caption={t('sessions')}
            rows={data}
            rowKey={(row) => row.id}
            stack
            columns={[
              {
                id: 'agent',
                head: t('device'),
                rowHead: true,
                grow: true,
                cell: (row) => (
                  <>
                    <Name>{row.agent}</Name> {row.this && <Badge tone="done">{t('this.session')}</Badge>}
                  </>
                ),
              },
              { id: 'begun', head: t('begun'), cell: (row) => <Name>{moment(row.begun)}</Name> },
              { id: 'seen', head: t('last.seen'), cell: (row) => <Name>{moment(row.seen)}</Name> },
              {
                id: 'end',
                head: t('session.end'),
                cell: (row) =>
                  row.this ? (
                    '—'
                  ) : (
                    <Button
                      small
                      label={`${t('session.end')}: ${row.agent}`}
                      onClick={() => {
                        void end(row.id);
                      }}
                    >
                      {t('session.end')}
                    </Button>
                  ),
              },
            ]}
          />
          <Button
            onClick={() => {
              void end('all');
            }}
          >
            {t('sessions.end.others')}
          </Button>
        </>
      )}
    </Shown>
  );
}

/** A form that says when it is done, and keeps what was typed when it is not. */
function useSend() {
  const [fault, fail] = useState<Fault | null>(null);
  const [done, finish] = useState(false);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    fail(null);
    finish(false);
    try {
      await work();
      finish(true);
      return true;
    } catch (caught) {
      fail(caught as Fault);
      return false;
    }
  };
  return {
    run,
    line: (
      <>
        <div role="alert">{fault && <FaultLine fault={fault} />}</div>
        <div role="status">{done && <p class="good">✓ {t('done')}</p>}</div>
      </>
    ),
  };
}

function Password() {
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const { run, line } = useSend();
  const change = async (event: Event) => {
    event.preventDefault();
    if (await run(() => send('PUT', '/me/password', { password: next, old }))) {
      setOld('');
      setNext('');
    }
  };
  return (
    <form
      onSubmit={(event) => {
        void change(event);
      }}
    >
      <TextField
        label={t('password.old')}
        type="password"
        value={old}
        onInput={setOld}
        required
        complete="current-password"
      />
      <TextField
        label={t('password.new')}
        type="password"
        value={next}
        onInput={setNext}
        required
        length={10}
        complete="new-password"
        help={t('password.help')}
      />
      {line}
      <Button type="submit">{t('password.change')}</Button>
    </form>
  );
}

function SecondFactor() {
  const has = session.value?.person.second_factor ?? false;
  const [begun, begin] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const { run, line } = useSend();
  const confirm = async (event: Event) => {
    event.preventDefault();
    if (await run(() => send('PUT', '/me/second-factor', { code }))) {
      begin(null);
      setCode('');
      await whoAmI();
    }
  };
  const remove = async (event: Event) => {
    event.preventDefault();
    if (await run(() => send('DELETE', '/me/second-factor', { password }))) {
      setPassword('');
      await whoAmI();
    }
  };
  return (
    <>
      <p class="muted">{t('second.factor.lead')}</p>
      <p>{has ? <Badge tone="done">✓ {t('on')}</Badge> : <Badge>{t('off')}</Badge>}</p>
      {!has && !begun && (
        <Button
          onClick={() => {
            void run(async () => begin(await send('POST', '/me/second-factor')));
          }}
        >
          {t('second.factor.begin')}
        </Button>
      )}
      {begun && (
        <form
          onSubmit={(event) => {
            void confirm(event);
          }}
        >
          <p>{t('second.factor.secret')}</p>
          <p class="checkpoint">
            <Code>{begun.secret.replace(/(.{4})/g, '$1 ')}</Code>
          </p>
          <p class="url">
            <Code>{begun.uri}</Code>
          </p>
          <TextField label={t('code')} value={code} onInput={setCode} required numeric complete="one-time-code" />
          <Button kind="main" type="submit">
            {t('second.factor.confirm')}
          </Button>
        </form>
      )}
      {has && (
        <details>
          <summary>{t('second.factor.remove')}</summary>
          <form
            onSubmit={(event) => {
              void remove(event);
            }}
          >
            <TextField
              label={t('password')}
              type="password"
              value={password}
              onInput={setPassword}
              required
              complete="current-password"
            />
            <Button kind="danger" type="submit">
              {t('second.factor.remove')}
            </Button>
          </form>
        </details>
      )}
      {line}
    </>
  );
}

export default function Account() {
  const person = session.value!.person;
  return (
    <Page title={<Name>{person.name}</Name>} lead={person.roles.map((role) => term('role.name', role)).join(' · ')}>
      <Panel title={t('sessions')} id="sessions">
        <Sessions />
      </Panel>
      <div class="two">
        <Panel title={t('password')} id="password">
          <Password />
        </Panel>
        <Panel title={t('second.factor')} id="factor">
          <SecondFactor />
        </Panel>
      </div>
    </Page>
  );
}
