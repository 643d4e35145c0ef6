// People: accounts and what each role may.
import { useState } from 'preact/hooks';
import { send, useData, type Fault } from '../api';
import { Badge } from '../parts/badge';
import { Button } from '../parts/button';
import { Dialog, FormDialog } from '../parts/dialog';
import { CheckField, TextField } from '../parts/field';
import { Page, Panel } from '../parts/page';
import { FaultLine, Shown } from '../parts/states';
import { Table } from '../parts/table';
import { Name } from '../parts/text';
import { moment } from '../format';
import { session } from '../state';
import { numeral, t, term } from '../words';

interface Account {
  name: string;
  roles: string[];
  disabled: boolean;
  second_factor: boolean;
  sessions: number;
  created: string;
}
const roles = ['reader', 'annotator', 'reviewer', 'lead', 'steward', 'auditor'];

function RolesField({ value, onChange }: { value: string[]; onChange: (roles: string[]) => void }) {
  return (
    <fieldset class="radios">
      <legend>{t('roles')}</legend>
      {roles.map((role) => (
        <CheckField
          key={role}
          checked={value.includes(role)}
          onChange={(on) => onChange(on ? [...value, role] : value.filter((one) => one !== role))}
          label={
            <>
              <strong>{term('role.name', role)}</strong> <small class="muted">{term('role.help', role)}</small>
            </>
          }
        />
      ))}
    </fieldset>
  );
}

/** A new account, or another's roles and password. */
function AccountDialog({
  account,
  onClose,
  onDone,
}: {
  account: Account | null;
  onClose: () => void;
  onDone: () => void;
}) {
  const [name, setName] = useState(account?.name ?? '');
  const [password, setPassword] = useState('');
  const [chosen, choose] = useState(account?.roles ?? ['reader']);
  const [disabled, disable] = useState(account?.disabled ?? false);
  const save = async () => {
    if (account)
      await send('PATCH', `/people/${encodeURIComponent(account.name)}`, {
        roles: chosen,
        disabled,
        ...(password ? { password } : {}),
      });
    else await send('POST', '/people', { name, password, roles: chosen });
    onDone();
    onClose();
  };
  return (
    <FormDialog title={account ? account.name : t('people.add')} onClose={onClose} onSend={save} send={t('save')}>
      {!account && <TextField label={t('name')} value={name} onInput={setName} required />}
      <TextField
        label={account ? t('password.new') : t('password')}
        type="password"
        value={password}
        onInput={setPassword}
        required={!account}
        length={10}
        complete="new-password"
        help={account ? t('password.leave') : t('password.help')}
      />
      <RolesField value={chosen} onChange={choose} />
      {account && account.name !== session.value?.person.name && (
        <CheckField label={t('people.disable')} checked={disabled} onChange={disable} />
      )}
      {account && <p class="muted">{t('people.ends')}</p>}
    </FormDialog>
  );
}

interface SessionRow {
  id: string;
  begun: string;
  seen: string;
  agent: string;
  this: boolean;
}

/** Where somebody is signed in; each session, or all of them, can be ended. */
function SessionsDialog({ name, onClose, onEnded }: { name: string; onClose: () => void; onEnded: () => void }) {
  const path = `/people/${encodeURIComponent(name)}/sessions`;
  const loaded = useData<SessionRow[]>(path);
  const [fault, fail] = useState<Fault | null>(null);
  const end = async (id: string) => {
    try {
      await send('DELETE', `${path}/${id}`);
      await loaded.reload();
      onEnded();
    } catch (caught) {
      fail(caught as Fault);
    }
  };
  return (
    <Dialog title={`${t('sessions')} — ${name}`} onClose={onClose}>
      {fault && <FaultLine fault={fault} />}
      <Shown of={loaded}>
        {(rows) => (
          <>
            <ul class="sessions">
              {rows.map((row) => (
                <li key={row.id}>
                  <span>
                    <strong>
                      <Name>{moment(row.seen)}</Name>
                    </strong>
                    <br />
                    <small class="muted">
                      <Name>{row.agent || row.id}</Name>
                    </small>
                  </span>
                  {row.this ? (
                    <Badge>{t('session.this')}</Badge>
                  ) : (
                    <Button
                      small
                      onClick={() => {
                        void end(row.id);
                      }}
                    >
                      {t('session.end')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {rows.length === 0 && <p class="muted">{t('sessions.none')}</p>}
            {rows.some((row) => !row.this) && (
              <Button
                kind="danger"
                onClick={() => {
                  void end('all');
                }}
              >
                {t('sessions.end.all')}
              </Button>
            )}
          </>
        )}
      </Shown>
    </Dialog>
  );
}

export default function People() {
  const [watched, watch] = useState('');
  const loaded = useData<Account[]>('/people', {}, ['person']);
  const [edited, edit] = useState<Account | 'new' | null>(null);
  return (
    <Page
      title={t('nav.people')}
      lead={t('people.lead')}
      actions={
        <Button kind="main" onClick={() => edit('new')}>
          {t('people.add')}
        </Button>
      }
    >
      <Shown of={loaded}>
        {(data) => (
          <Table
            caption={t('nav.people')}
            rows={data}
            rowKey={(row) => row.name}
            stack
            columns={[
              { id: 'name', head: t('name'), rowHead: true, cell: (row) => <Name>{row.name}</Name> },
              {
                id: 'roles',
                head: t('roles'),
                cell: (row) => row.roles.map((role) => <Badge key={role}>{term('role.name', role)}</Badge>),
              },
              {
                id: 'factor',
                head: t('second.factor'),
                cell: (row) => (row.second_factor ? `✓ ${t('on')}` : t('off')),
              },
              {
                id: 'sessions',
                head: t('sessions'),
                number: true,
                cell: (row) => (
                  <Button
                    small
                    kind="quiet"
                    label={`${numeral(row.sessions)} ${t('sessions')}: ${row.name}`}
                    onClick={() => watch(row.name)}
                  >
                    {numeral(row.sessions)}
                  </Button>
                ),
              },
              { id: 'created', head: t('made'), cell: (row) => <Name>{moment(row.created)}</Name> },
              {
                id: 'state',
                head: t('status'),
                cell: (row) => (row.disabled ? <Badge tone="warn">{t('disabled')}</Badge> : t('active')),
              },
              {
                id: 'edit',
                head: t('key.edit'),
                cell: (row) => (
                  <Button small label={`${t('key.edit')}: ${row.name}`} onClick={() => edit(row)}>
                    {t('key.edit')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Shown>
      <Panel title={t('roles')} id="roles">
        <dl class="facts-list">
          {roles.map((role) => (
            <div key={role}>
              <dt>{term('role.name', role)}</dt>
              <dd>{term('role.help', role)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      {watched && (
        <SessionsDialog
          name={watched}
          onClose={() => watch('')}
          onEnded={() => {
            void loaded.reload();
          }}
        />
      )}
      {edited && (
        <AccountDialog
          account={edited === 'new' ? null : edited}
          onClose={() => edit(null)}
          onDone={() => {
            void loaded.reload();
          }}
        />
      )}
    </Page>
  );
}
