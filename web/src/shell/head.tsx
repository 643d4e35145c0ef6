// The head of the page: name, search, saved state, language, looks, and the person.
import type { ComponentChildren } from 'preact';
import { send, signOut } from '../api';
import { clock } from '../format';
import { Button } from '../parts/button';
import { Name } from '../parts/text';
import { to } from '../router';
import { dialog, language, saved, session, theme, type Language, type Theme } from '../state';
import { t } from '../words';

/** The other language: here at once, and kept with the account when somebody is signed in. */
export function LanguageSwitch() {
  const other: Language = language.value === 'ar' ? 'en' : 'ar';
  const change = () => {
    language.value = other;
    if (session.value) void send('PUT', '/me/language', { language: other }).catch(() => undefined);
  };
  return (
    <button type="button" class="button quiet" lang={other} onClick={change}>
      {other === 'ar' ? 'العربية' : 'English'}
    </button>
  );
}

const themes: Theme[] = ['auto', 'light', 'dark'];
export function ThemeSwitch() {
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'auto';
  const shape = { auto: '◐', light: '☀', dark: '☾' }[theme.value];
  return (
    <Button
      kind="quiet"
      label={t(`theme.${theme.value}`)}
      onClick={() => {
        theme.value = next;
      }}
    >
      <span aria-hidden="true">{shape}</span>
    </Button>
  );
}

function Saved() {
  const state = saved.value;
  return (
    <span class={'saved ' + (state?.what ?? '')} role="status">
      {state &&
        (state.what === 'saved' ? (
          <>
            ✓ {t('saved.at')} <Name>{clock(state.at)}</Name>
          </>
        ) : (
          t(state.what === 'saving' ? 'saving' : 'saved.failed')
        ))}
    </span>
  );
}

export function Head({ menu, onFind }: { menu: ComponentChildren; onFind: () => void }) {
  return (
    <header class="head no-print">
      <span class="menu-button">{menu}</span>
      <a class="brand" href="#/">
        {t('marsad')}
      </a>
      <Button kind="quiet" hint="Ctrl+K" onClick={onFind}>
        {t('find')}
      </Button>
      <Saved />
      <span class="spring" />
      <Button
        kind="quiet"
        label={t('keys.title')}
        onClick={() => {
          dialog.value = 'keys';
        }}
      >
        <span aria-hidden="true">?</span>
      </Button>
      <ThemeSwitch />
      <LanguageSwitch />
      <a class="me" href={to('account')} title={t('nav.account')}>
        <Name>{session.value?.person.name}</Name>
      </a>
      <Button
        kind="quiet"
        onClick={() => {
          void signOut();
        }}
      >
        {t('sign.out')}
      </Button>
    </header>
  );
}
