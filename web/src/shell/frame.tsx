// The frame around every screen: head, navigation by what the person may, and the dialogs of the page.
import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { Fault } from '../api';
import { Button } from '../parts/button';
import { useKeys } from '../parts/keys';
import { Page } from '../parts/page';
import { Failed, Loading } from '../parts/states';
import { route, to } from '../router';
import { SignInAgain } from '../screens/sign-in';
import { dialog, expired, may } from '../state';
import { t } from '../words';
import { ConflictDialog } from './conflict';
import { Find } from './find';
import { Head } from './head';
import { KeysDialog } from './keys-dialog';
import { screens } from './screens';

const loaded = new Map<string, ComponentType>();

function Body() {
  const name = route.value.screen;
  // Where no screen is named, the first that this person may see.
  useEffect(() => {
    if (!name) location.replace(to(screens.find((one) => !one.hidden && may(one.needs))?.name ?? 'account'));
  }, [name]);
  const screen = screens.find((one) => one.name === name);
  const [, arrived] = useState('');
  const [broken, fail] = useState(false);
  // A screen that fails takes nothing else with it.
  const [fault, mend] = useErrorBoundary((caught) => console.error(caught));
  useEffect(() => {
    if (fault) mend();
  }, [name, route.value.id]);
  useEffect(() => {
    if (!screen || loaded.has(name)) return;
    screen.load().then(
      (part) => {
        loaded.set(name, part.default);
        arrived(name);
      },
      () => fail(true),
    );
  }, [name]);
  if (!name) return <Loading />;
  if (!screen)
    return (
      <Page title={t('marsad')}>
        <Failed fault={new Fault(404, '', '', '')} />
      </Page>
    );
  if (screen.needs && !may(screen.needs))
    return (
      <Page title={t(screen.word)}>
        <Failed fault={new Fault(403, '', '', '')} />
      </Page>
    );
  if (fault)
    return (
      <Page title={t(screen.word)}>
        <Failed fault={new Fault(500, '', String(fault), '')} onRetry={mend} />
      </Page>
    );
  if (broken) return <Failed fault={new Fault(0, '', '', '')} />;
  const Content = loaded.get(name);
  return Content ? <Content key={name + '/' + route.value.id} /> : <Loading />;
}

function Navigation({ onChoose }: { onChoose: () => void }) {
  const current = { article: 'inbox', incident: 'incidents' }[route.value.screen] ?? route.value.screen;
  return (
    <ul>
      {screens
        .filter((screen) => !screen.hidden && may(screen.needs))
        .map((screen) => (
          <li key={screen.name}>
            <a href={to(screen.name)} aria-current={current === screen.name ? 'page' : undefined} onClick={onChoose}>
              {t(screen.word)}
            </a>
          </li>
        ))}
    </ul>
  );
}

export function Frame() {
  const [open, show] = useState(false);
  const [finding, find] = useState(false);
  useKeys([
    {
      key: '?',
      act: () => {
        dialog.value = 'keys';
      },
    },
    {
      key: '؟',
      act: () => {
        dialog.value = 'keys';
      },
    },
    { key: 'k', ctrl: true, act: () => find(true) },
  ]);
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    document.getElementById('main')?.focus();
  };
  return (
    <div class="frame">
      <a class="skip" href="#main" onClick={skip}>
        {t('skip')}
      </a>
      <Head
        menu={
          <Button kind="quiet" expanded={open} onClick={() => show(!open)}>
            ☰ <span>{t('menu')}</span>
          </Button>
        }
        onFind={() => find(true)}
      />
      <nav class={'side no-print' + (open ? ' open' : '')} aria-label={t('nav')}>
        <Navigation onChoose={() => show(false)} />
      </nav>
      <main id="main" tabIndex={-1}>
        <Body />
      </main>
      {dialog.value === 'keys' && <KeysDialog />}
      {finding && <Find onClose={() => find(false)} />}
      <ConflictDialog />
      {expired.value && <SignInAgain />}
    </div>
  );
}
