// The page before one is signed in.
import type { ComponentChildren } from 'preact';
import { LanguageSwitch, ThemeSwitch } from './head';
import { t } from '../words';

export function Door({ title, lead, children }: { title: string; lead: string; children: ComponentChildren }) {
  document.title = `${title} · ${t('marsad')}`;
  return (
    <div class="door">
      <header class="row">
        <span class="brand">{t('marsad')}</span>
        <span class="spring" />
        <ThemeSwitch />
        <LanguageSwitch />
      </header>
      <main>
        <h1>{title}</h1>
        <p class="muted">{lead}</p>
        {children}
      </main>
    </div>
  );
}
