// Sign-in: all that somebody who is not signed in sees; and over the page, where a session ended.
import { useState } from 'preact/hooks';
import { signIn, signOut, type Fault } from '../api';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { TextField } from '../parts/field';
import { FaultLine } from '../parts/states';
import { Door } from '../shell/door';
import { session } from '../state';
import { t } from '../words';

function Form({ who }: { who?: string }) {
  const [name, setName] = useState(who ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [fault, fail] = useState<Fault | null>(null);
  const [asked, ask] = useState(false);
  const [busy, work] = useState(false);
  const enter = async (event: Event) => {
    event.preventDefault();
    work(true);
    fail(null);
    try {
      await signIn(name, password, code);
    } catch (caught) {
      fail(caught as Fault);
      ask((before) => before || (caught as Fault).code === 'code-needed');
    } finally {
      work(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        void enter(event);
      }}
    >
      <TextField
        label={t('name')}
        value={name}
        onInput={setName}
        required
        complete="username"
        autofocus={!who}
        disabled={Boolean(who)}
      />
      <TextField
        label={t('password')}
        value={password}
        onInput={setPassword}
        type="password"
        required
        complete="current-password"
        autofocus={Boolean(who)}
      />
      {asked && (
        <TextField
          label={t('code')}
          help={t('code.help')}
          value={code}
          onInput={setCode}
          complete="one-time-code"
          numeric
          autofocus
        />
      )}
      <div role="alert">
        {fault &&
          (fault.code === 'code-needed' ? (
            <p>{t('code.needed')}</p>
          ) : fault.status === 401 ? (
            <p class="fault">{t('sign.in.wrong')}</p>
          ) : (
            <FaultLine fault={fault} />
          ))}
      </div>
      <Button kind="main" type="submit" disabled={busy}>
        {t('sign.in')}
      </Button>
    </form>
  );
}

export const SignIn = () => (
  <Door title={t('sign.in')} lead={t('sign.in.lead')}>
    <Form />
  </Door>
);

/** The session ended while this person was at work: what was typed waits behind. */
export const SignInAgain = () => (
  <Dialog
    title={t('sign.in')}
    onClose={() => {
      void signOut();
    }}
  >
    <p>{t('sign.in.again')}</p>
    <Form who={session.value?.person.name ?? ''} />
  </Dialog>
);
