// Sign-in: all that somebody who is not signed in sees.
import { useState } from 'preact/hooks';
import { signIn, type Fault } from '../api';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { Door } from '../shell/door';
import { FaultLine } from '../parts/states';
import { t } from '../words';

export function SignIn() {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [fault, fail] = useState<Fault | null>(null);
  const [asked, ask] = useState(false);
  const [busy, work] = useState(false);
  const enter = async (event: Event) => {
    event.preventDefault();
    work(true);
    fail(null);
    try { await signIn(name, password, code); } catch (caught) {
      fail(caught as Fault);
      ask((before) => before || (caught as Fault).code === 'code-needed');
    } finally { work(false); }
  };
  return (
    <Door title={t('sign.in')} lead={t('sign.in.lead')}>
      <form onSubmit={(event) => { void enter(event); }}>
        <TextField label={t('name')} value={name} onInput={setName} required complete="username" autofocus />
        <TextField label={t('password')} value={password} onInput={setPassword} type="password" required complete="current-password" />
        {asked && <TextField label={t('code')} help={t('code.help')} value={code} onInput={setCode} complete="one-time-code" numeric autofocus />}
        <div role="alert">{fault && (fault.code === 'code-needed' ? <p>{t('code.needed')}</p> : fault.status === 401 ? <p class="fault">{t('sign.in.wrong')}</p> : <FaultLine fault={fault} />)}</div>
        <Button kind="main" type="submit" disabled={busy}>{t('sign.in')}</Button>
      </form>
    </Door>
  );
}
