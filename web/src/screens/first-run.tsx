// First run: there is no account yet. Makes the first account.
import { useState } from 'preact/hooks';
import { begin, readSamples, type Fault } from '../api';
import { Button } from '../parts/button';
import { Door } from '../shell/door';
import { CheckField, Radios, TextField } from '../parts/field';
import { FaultLine } from '../parts/states';
import { language, samplesThere } from '../state';
import { t } from '../words';

export function FirstRun() {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [alone, setAlone] = useState('alone');
  const [sampled, sample] = useState(false);
  const [fault, fail] = useState<Fault | null>(null);
  // A steward alone sees no content.
  const offered = samplesThere.value && alone === 'alone';
  const differs = again !== '' && again !== password;
  const make = async (event: Event) => {
    event.preventDefault();
    if (again !== password) return;
    fail(null);
    try {
      await begin({ name, password, language: language.value, alone: alone === 'alone' });
      if (offered && sampled) void readSamples().catch(() => undefined);
    } catch (caught) {
      fail(caught as Fault);
    }
  };
  return (
    <Door title={t('first.title')} lead={t('first.lead')}>
      <form
        onSubmit={(event) => {
          void make(event);
        }}
      >
        <TextField label={t('name')} value={name} onInput={setName} required complete="username" autofocus />
        <TextField
          label={t('password')}
          help={t('password.help')}
          value={password}
          onInput={setPassword}
          type="password"
          required
          length={10}
          complete="new-password"
        />
        <TextField
          label={t('password.again')}
          value={again}
          onInput={setAgain}
          type="password"
          required
          complete="new-password"
        />
        <div role="alert">{differs && <p class="fault">{t('password.differs')}</p>}</div>
        <Radios
          label={t('first.team')}
          value={alone}
          onChange={setAlone}
          choices={[
            { value: 'alone', label: t('first.alone') },
            { value: 'team', label: t('first.with.others') },
          ]}
        />
        {offered && (
          <>
            <CheckField label={t('samples.try')} checked={sampled} onChange={sample} />
            <p class="muted">{t('samples.help')}</p>
          </>
        )}
        <p class="muted">{t('first.offline')}</p>
        <div role="alert">{fault && <FaultLine fault={fault} />}</div>
        <Button kind="main" type="submit" disabled={differs}>
          {t('first.make')}
        </Button>
      </form>
    </Door>
  );
}
